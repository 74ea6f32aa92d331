package io.tidebank.cli.run;

import io.tidebank.access.Caller;
import io.tidebank.access.ChangeKind;
import io.tidebank.access.ChangeLog;
import io.tidebank.brand.Brand;
import io.tidebank.brand.BrandInfo;
import io.tidebank.brand.RefreshReport;
import io.tidebank.brand.Tidebank;
import io.tidebank.cli.session.Session;
import io.tidebank.collect.ImportReport;
import io.tidebank.collect.ImportRequest;
import io.tidebank.collect.format.ReadingHints;
import io.tidebank.market.MarketReport;
import io.tidebank.market.MarketSettings;
import io.tidebank.server.Listening;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The whole way in one command: a market, its touches in the lake, the ladder, the asset, the console. */
@Command(
        name = "demo",
        description = "Make a simulated market, import it, show what Tidebank sees in it, and serve the console.")
public final class DemoCommand implements Callable<Integer> {

    private static final String BRAND = "demo";

    private final Session session;

    @Mixin
    private final MarketOptions market = new MarketOptions();

    @Option(names = "--no-serve", description = "Stop after the pictures.")
    private boolean noServe;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "Of the console; 0 takes any free one (default: ${DEFAULT-VALUE}).")
    private int port = 8080;

    DemoCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        Listening listening = Listening.loopback(port);
        if (!noServe) {
            listening.requireFree();
        }
        String name = brandName(session.options().brand());
        MarketSettings settings = market.settings();
        boolean isNew = !isThere(name);
        if (isNew) {
            Tidebank.init(session.options().home(), name, settings.zone(), settings.currency());
        }
        try (Tidebank tidebank = Tidebank.open(session.options().home())) {
            ChangeLog changes = tidebank.access().changes();
            if (isNew) {
                changes.add(Caller.LOCAL, ChangeKind.BRAND_ADD, name, "");
            }
            Brand brand = tidebank.brand(name);
            fill(brand, settings, changes);
            new DemoPicture(session.terminal()).lines(brand).forEach(session.out()::println);
            session.out().flush();
        }
        if (!noServe) {
            ServeCommand.serve(session, home -> listening);
        }
        return 0;
    }

    private boolean isThere(String name) {
        Path home = session.options().home();
        if (!Files.exists(home)) {
            return false;
        }
        try (Tidebank tidebank = Tidebank.open(home)) {
            return tidebank.brands().stream().map(BrandInfo::name).anyMatch(name::equals);
        }
    }

    private void fill(Brand brand, MarketSettings settings, ChangeLog changes) {
        if (brand.info().touches() == 0) {
            DemoMarket place = new DemoMarket(session.options().home().resolve("demo-market"));
            MarketReport made = session.watched(progress -> place.make(settings, progress));
            session.remark(
                    "1 of 3  A market of %,d people, %,d of them seen within %,d days: %,d touches, %,d paid orders, in %.1f s"
                            .formatted(
                                    settings.people(),
                                    made.people(),
                                    settings.days(),
                                    made.touches(),
                                    made.orders(),
                                    seconds(made)));
            bring(brand, made, changes);
        } else {
            session.remark("The demo is there already and is shown as it is (another one: --home FOLDER)");
        }
        RefreshReport refreshed = session.watched(progress ->
                changes.during(Caller.LOCAL, ChangeKind.REFRESH, brand.name(), "", () -> brand.refresh(progress)));
        session.remark("3 of 3  Stages of %,d consumers at every moment, in %.1f s"
                .formatted(refreshed.consumers(), refreshed.seconds()));
    }

    private void bring(Brand brand, MarketReport made, ChangeLog changes) {
        ImportRequest touches = new ImportRequest(made.touchFiles(), null, null, null, ReadingHints.NONE);
        ImportReport imported = imported(brand, touches, "market", changes);
        ImportRequest adSpend = ImportRequest.of("ad-spend", made.adSpend());
        ImportReport costs = imported(brand, adSpend, "ad spend", changes);
        session.remark(
                "2 of 3  Imported %,d touches; %,d repeated and %,d faulty rows put aside; and what ads cost: %,d rows; in %.1f s"
                        .formatted(
                                imported.touches(),
                                imported.duplicates(),
                                imported.quarantined(),
                                costs.costs(),
                                imported.took().plus(costs.took()).toMillis() / 1000.0));
    }

    private ImportReport imported(Brand brand, ImportRequest request, String what, ChangeLog changes) {
        return session.watched(progress -> changes.during(
                Caller.LOCAL,
                ChangeKind.IMPORT_START,
                brand.name(),
                what,
                () -> brand.importer().run(request, progress)));
    }

    private static double seconds(MarketReport made) {
        return made.took().toMillis() / 1000.0;
    }

    private static String brandName(@Nullable String given) {
        return given == null ? BRAND : given;
    }
}
