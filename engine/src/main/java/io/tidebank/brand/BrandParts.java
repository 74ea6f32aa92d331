package io.tidebank.brand;

import io.tidebank.brand.home.BrandLadders;
import io.tidebank.brand.home.BrandSettings;
import io.tidebank.brand.home.Home;
import io.tidebank.collect.ImportContext;
import io.tidebank.collect.privacy.BrandKeys;
import io.tidebank.lake.CostTable;
import io.tidebank.lake.TouchTable;
import io.tidebank.lake.timeline.Timeline;
import io.tidebank.money.RateFile;
import io.tidebank.sql.DuckDb;
import io.tidebank.sql.EngineSettings;
import io.tidebank.touch.TouchKinds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a brand is made of once its home is open.
 *
 * @param settings what the brand has said about itself
 * @param engine what the machine lends
 * @param kinds the vocabulary of touches
 * @param ladders the ladders that are kept up to date
 * @param table the brand's touches
 * @param rates what other currencies are worth in the brand's
 * @param costs what the brand's touchpoints cost
 * @param timeline closed days' touches once more, by person
 * @param serving the brand's serving file
 * @param state folder of the fold state
 */
record BrandParts(
        BrandSettings settings,
        EngineSettings engine,
        TouchKinds kinds,
        BrandLadders ladders,
        TouchTable table,
        RateFile rates,
        CostTable costs,
        Timeline timeline,
        DuckDb serving,
        Path state) {

    /** Opens what lies in the home. */
    static BrandParts open(Home home, BrandSettings settings, Brand.Tools tools) {
        String name = settings.name();
        TouchTable table = tools.lake().touches(name);
        makeKey(home, name, table);
        return new BrandParts(
                settings,
                tools.engine(),
                tools.kinds(),
                BrandLadders.read(settings, tools.methods(), tools.kinds()),
                table,
                new RateFile(home.rates(name), settings.currency().getCurrencyCode()),
                tools.lake().costs(name),
                Timeline.open(home.timeline(name), table),
                serving(home, name, tools.engine()),
                home.state(name));
    }

    /** What answers free SQL reaches this brand's files alone, its own spill among them. */
    static DuckDb serving(Home home, String name, EngineSettings engine) {
        Path spill = home.scratch().resolve("serving-" + name);
        return DuckDb.file(home.serving(name), engine.within(spill))
                .confine(List.of(home.lake(name), home.timeline(name), spill));
    }

    /** A brand without data gets its key, and no other ever: what came is hashed and locked with the one it came under. */
    static void makeKey(Home home, String brand, TouchTable table) {
        if (table.snapshot() == 0 && Files.notExists(home.journal(brand))) {
            BrandKeys.make(home.root(), brand);
        }
    }

    /** What imports of this brand work with. */
    ImportContext imports(Home home, Brand.Tools tools) {
        return new ImportContext(
                home.root(),
                settings.name(),
                settings.zone(),
                rates,
                table,
                costs,
                tools.methods(),
                kinds,
                engine,
                tools.clock());
    }
}
