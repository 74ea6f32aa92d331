package io.tidebank.market;

import static io.tidebank.market.MarketError.MARKET_SETTINGS_INVALID;

import io.tidebank.error.TidebankException;
import io.tidebank.market.draft.Draft;
import io.tidebank.market.plan.Planted;
import io.tidebank.market.plan.Shares;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;

/**
 * Which market to make. The same settings give the same rows, whatever the number of threads.
 *
 * @param seed of all chance
 * @param people how many there are, touched or not
 * @param days how many days the market runs
 * @param end the first day after them
 * @param zone whose midnights and hours they have
 * @param currency what goods are paid in
 * @param threads how many to work with
 * @param story what people do
 * @param planted the truth that their lives follow
 */
public record MarketSettings(
        long seed,
        long people,
        int days,
        LocalDate end,
        ZoneId zone,
        Currency currency,
        int threads,
        Story story,
        Planted planted) {

    /** What people do in a market. */
    public sealed interface Story {

        /** People with needs meet a brand: for demonstrations and for tests of methods. */
        record Shop() implements Story {}

        /**
         * So many touches with cheap text and one identifier each: for benchmarks.
         *
         * @param touches about how many in all
         */
        record Bench(long touches) implements Story {}
    }

    private static final long MOST_PEOPLE = 1L << 30;
    private static final long SEED = 20_260_101;

    public MarketSettings {
        check(people >= 1 && people <= MOST_PEOPLE, "People must be between 1 and " + MOST_PEOPLE + ": " + people);
        check(days >= 1 && days <= Draft.MOST_DAYS, "Days must be between 1 and " + Draft.MOST_DAYS + ": " + days);
        check(threads >= 1, "Threads must be at least 1: " + threads);
        check(
                !(story instanceof Story.Bench bench) || bench.touches() >= people,
                "Touches must be at least as many as people: " + story);
    }

    private static void check(boolean holds, String message) {
        if (!holds) {
            throw new TidebankException(MARKET_SETTINGS_INVALID, message);
        }
    }

    /** The demo: 100,000 people meet a skin-care brand in China for 400 days, the last of them the day before end. */
    public static MarketSettings demo(LocalDate end) {
        return shop(100_000, 400, end);
    }

    /** A market like the demo's of another size. */
    public static MarketSettings shop(long people, int days, LocalDate end) {
        return of(people, days, end, new Story.Shop(), Planted.demo());
    }

    /** About so many touches of so many consumers, the same every time. */
    public static MarketSettings bench(long touches, long consumers, int days) {
        Planted planted = Planted.demo().with(Shares.clean());
        return of(consumers, days, LocalDate.of(2026, 7, 1), new Story.Bench(touches), planted);
    }

    private static MarketSettings of(long people, int days, LocalDate end, Story story, Planted planted) {
        int threads = Runtime.getRuntime().availableProcessors();
        ZoneId zone = ZoneId.of("Asia/Shanghai");
        return new MarketSettings(SEED, people, days, end, zone, Currency.getInstance("CNY"), threads, story, planted);
    }

    public MarketSettings withSeed(long other) {
        return new MarketSettings(other, people, days, end, zone, currency, threads, story, planted);
    }

    /** The same market with another truth. */
    public MarketSettings withPlanted(Planted other) {
        return new MarketSettings(seed, people, days, end, zone, currency, threads, story, other);
    }

    public MarketSettings withThreads(int other) {
        return new MarketSettings(seed, people, days, end, zone, currency, other, story, planted);
    }

    /** About how many touches to expect; only sizes depend on it. */
    long expectedTouches() {
        return switch (story) {
            case Story.Shop shop -> people * days / 8;
            case Story.Bench bench -> bench.touches();
        };
    }
}
