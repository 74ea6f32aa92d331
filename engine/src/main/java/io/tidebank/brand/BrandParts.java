package io.tidebank.brand;

import io.tidebank.brand.home.BrandSettings;
import io.tidebank.error.TidebankException;
import io.tidebank.ladder.Ladder;
import io.tidebank.ladder.LadderError;
import io.tidebank.lake.CostTable;
import io.tidebank.lake.TouchTable;
import io.tidebank.sql.DuckDb;
import io.tidebank.sql.EngineSettings;
import io.tidebank.touch.TouchKinds;
import java.nio.file.Path;
import java.util.List;

/**
 * What a brand is made of once its home is open.
 *
 * @param settings what the brand has said about itself
 * @param engine what the machine lends
 * @param kinds the vocabulary of touches
 * @param ladders the ladders that are kept up to date
 * @param ladderHashes changes when one of their files does
 * @param table the brand's touches
 * @param costs what the brand's touchpoints cost
 * @param serving the brand's serving file
 * @param state folder of the fold state
 */
record BrandParts(
        BrandSettings settings,
        EngineSettings engine,
        TouchKinds kinds,
        List<Ladder> ladders,
        String ladderHashes,
        TouchTable table,
        CostTable costs,
        DuckDb serving,
        Path state) {

    BrandParts {
        ladders = List.copyOf(ladders);
    }

    /** A ladder that is kept up to date; LADDER_NOT_FOUND if it is not. */
    Ladder ladder(String name) {
        return ladders.stream()
                .filter(ladder -> ladder.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new TidebankException(
                        LadderError.LADDER_NOT_FOUND,
                        "Brand '%s' keeps no ladder '%s' up to date. It has: %s. Add it to its ladders in tidebank.yaml"
                                .formatted(settings.name(), name, settings.ladders())));
    }
}
