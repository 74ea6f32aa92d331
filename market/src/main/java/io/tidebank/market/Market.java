package io.tidebank.market;

import static io.tidebank.market.MarketError.MARKET_CANCELLED;
import static io.tidebank.market.MarketError.MARKET_FOLDER_NOT_EMPTY;
import static io.tidebank.market.MarketError.MARKET_NOT_WRITTEN;

import io.tidebank.error.TidebankException;
import io.tidebank.market.life.BenchLives;
import io.tidebank.market.life.Lives;
import io.tidebank.market.life.ShopLives;
import io.tidebank.market.life.Surroundings;
import io.tidebank.market.plan.Calendar;
import io.tidebank.market.plan.Catalogue;
import io.tidebank.market.plan.Texts;
import io.tidebank.market.write.MarketFiles;
import io.tidebank.sql.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Makes markets: files of touches, in order of arrival, of people whose truth is known. */
public final class Market {

    private static final String COUNTRY = "CN";

    private Market() {}

    /**
     * Writes {@code touches/*.parquet}, {@code people.parquet} (not for benchmarks), {@code ad-spend.csv} and
     * {@code truth.json} into a folder that is empty or not there. truth.json comes last: where it is, the market is whole. If the work fails or
     * is cancelled, nothing is left of it.
     */
    public static MarketReport generate(MarketSettings settings, Path folder, Progress progress) {
        long started = System.nanoTime();
        Path home = folder.toAbsolutePath();
        prepare(home);
        boolean whole = false;
        try {
            MarketReport report = write(settings, home, progress, started);
            whole = true;
            return report;
        } catch (CancellationException e) {
            throw new TidebankException(MARKET_CANCELLED, "The market was cancelled; nothing is left in " + home, e);
        } catch (IOException | UncheckedIOException e) {
            throw new TidebankException(
                    MARKET_NOT_WRITTEN, "The market cannot be written to %s: %s".formatted(home, e.getMessage()), e);
        } finally {
            if (!whole) {
                empty(home);
            }
        }
    }

    private static void prepare(Path folder) {
        try {
            Files.createDirectories(folder);
            try (Stream<Path> children = Files.list(folder)) {
                if (children.findAny().isPresent()) {
                    throw new TidebankException(
                            MARKET_FOLDER_NOT_EMPTY,
                            "%s is not empty. Name another folder, or empty this one.".formatted(folder));
                }
            }
        } catch (IOException e) {
            throw new TidebankException(
                    MARKET_NOT_WRITTEN, "%s cannot be used as a folder: %s".formatted(folder, e.getMessage()), e);
        }
    }

    private static MarketReport write(MarketSettings settings, Path folder, Progress progress, long started)
            throws IOException {
        Surroundings surroundings = surroundings(settings);
        MarketFiles files = new MarketFiles(folder, plan(settings, surroundings), progress);
        MarketFiles.Written written = files.write();
        Path adSpend = folder.resolve("ad-spend.csv");
        new AdSpend(settings, surroundings, written.tally().ads()).write(adSpend);
        Path truth = folder.resolve("truth.json");
        Truth.of(settings, surroundings, written.tally()).write(truth);
        return new MarketReport(
                written.touchFiles(),
                adSpend,
                truth,
                written.tally().people(),
                written.tally().rows(),
                written.tally().touches(),
                written.tally().orders(),
                bytes(written.touchFiles()),
                Duration.ofNanos(System.nanoTime() - started));
    }

    private static Surroundings surroundings(MarketSettings settings) {
        Calendar calendar = new Calendar(settings.planted(), settings.end(), settings.days(), settings.zone());
        Catalogue catalogue = new Catalogue(settings.days());
        return new Surroundings(settings.planted(), calendar, catalogue, new Texts(catalogue));
    }

    private static MarketFiles.Plan plan(MarketSettings settings, Surroundings surroundings) {
        Supplier<Lives> lives = switch (settings.story()) {
            case MarketSettings.Story.Shop shop -> () -> new ShopLives(settings.seed(), surroundings);
            case MarketSettings.Story.Bench bench ->
                () -> new BenchLives(settings.seed(), (double) bench.touches() / settings.people(), surroundings);
        };
        return new MarketFiles.Plan(
                settings.seed(),
                settings.people(),
                settings.expectedTouches(),
                settings.threads(),
                settings.zone(),
                surroundings,
                lives,
                settings.story() instanceof MarketSettings.Story.Shop,
                new MarketFiles.Wording(
                        "market-" + settings.seed(), settings.currency().getCurrencyCode(), COUNTRY));
    }

    private static long bytes(List<Path> files) throws IOException {
        long bytes = 0;
        for (Path file : files) {
            bytes += Files.size(file);
        }
        return bytes;
    }

    private static void empty(Path folder) {
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                if (!path.equals(folder)) {
                    Files.delete(path);
                }
            }
        } catch (IOException e) {
            throw new TidebankException(
                    MARKET_NOT_WRITTEN,
                    "What is left in %s cannot be deleted: %s".formatted(folder, e.getMessage()),
                    e);
        }
    }
}
