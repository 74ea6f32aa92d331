package io.tidebank.market;

import io.tidebank.error.TidebankException;
import io.tidebank.sql.Progress;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/** Makes a market from the command line, with nothing else of Tidebank: {@code MarketMain FOLDER [--people N] ...}. */
public final class MarketMain {

    private static final String USAGE = """
            Usage: MarketMain FOLDER [--people N] [--days N] [--end DATE] [--seed N] [--threads N] [--bench TOUCHES]
            """;

    private long people = 100_000;
    private int days = 400;
    private LocalDate end = LocalDate.now(ZoneId.of("Asia/Shanghai"));
    private long seed = -1;
    private int threads = -1;
    private long bench = -1;

    private MarketMain() {}

    /** Exits with 0 if the market was made, 1 if not, 2 if the arguments are wrong. */
    public static void main(String[] arguments) {
        System.exit(run(new ArrayDeque<>(List.of(arguments))));
    }

    private static int run(Deque<String> arguments) {
        MarketMain main = new MarketMain();
        String folder = arguments.poll();
        try {
            while (!arguments.isEmpty()) {
                main.read(arguments.pop(), arguments.pop());
            }
        } catch (RuntimeException e) {
            folder = null;
        }
        if (folder == null) {
            System.err.print(USAGE);
            return 2;
        }
        return main.generate(Path.of(folder));
    }

    private void read(String option, String value) {
        switch (option) {
            case "--people" -> people = Long.parseLong(value);
            case "--days" -> days = Integer.parseInt(value);
            case "--end" -> end = LocalDate.parse(value);
            case "--seed" -> seed = Long.parseLong(value);
            case "--threads" -> threads = Integer.parseInt(value);
            case "--bench" -> bench = Long.parseLong(value);
            default -> throw new IllegalArgumentException(option);
        }
    }

    private int generate(Path folder) {
        try {
            MarketReport report = Market.generate(settings(), folder, Progress.NONE);
            System.out.printf(
                    Locale.ROOT,
                    "%,d touches of %,d people, %,d orders, %d files, %,d MB, %.1f s, %,.0f rows/s%n",
                    report.touches(),
                    report.people(),
                    report.orders(),
                    report.touchFiles().size(),
                    report.bytes() >> 20,
                    report.took().toMillis() / 1000.0,
                    report.rowsPerSecond());
            return 0;
        } catch (TidebankException e) {
            System.err.println(e.code().name() + ": " + e.getMessage());
            return 1;
        }
    }

    private MarketSettings settings() {
        MarketSettings settings =
                bench < 0 ? MarketSettings.shop(people, days, end) : MarketSettings.bench(bench, people, days);
        settings = seed < 0 ? settings : settings.withSeed(seed);
        return threads < 0 ? settings : settings.withThreads(threads);
    }
}
