package io.tidebank.bench;

import static io.tidebank.sql.DuckDb.literal;
import static java.util.stream.Collectors.joining;

import io.tidebank.brand.Tidebank;
import io.tidebank.collect.ImportReport;
import io.tidebank.collect.ImportRequest;
import io.tidebank.lake.Lake;
import io.tidebank.lake.TouchFile;
import io.tidebank.lake.TouchTable;
import io.tidebank.market.Market;
import io.tidebank.market.MarketSettings;
import io.tidebank.sql.EngineSettings;
import io.tidebank.sql.Progress;
import io.tidebank.touch.TouchColumn;
import io.tidebank.touch.TouchColumns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The home that is measured: a market of benchmark people, without refunds, imported as any merchant's files are. */
final class BenchHome {

    static final String BRAND = "bench";

    /** The last day of the market. */
    static final LocalDate LAST_DAY = LocalDate.of(2026, 6, 30);

    /** The last day whose counts are compared: the longest window after the last. */
    static final LocalDate LAST_COUNTED_DAY = LAST_DAY.plusDays(910);

    private static final long ROWS_PER_STAGE = 4_000_000;
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final BenchOptions options;
    private final HandWritten duckDb;

    BenchHome(BenchOptions options, HandWritten duckDb) {
        this.options = options;
        this.duckDb = duckDb;
    }

    Path folder() {
        return options.folder().resolve("home");
    }

    Path market() {
        return options.folder().resolve("market");
    }

    /** Makes the files to import. */
    String makeMarket() {
        MarketSettings settings = MarketSettings.bench(options.touches(), options.consumers(), options.days())
                .withThreads(options.threads());
        return Market.generate(settings, market(), Progress.NONE).touches() + " touches";
    }

    /**
     * Puts the market into the lake, some days at a time, so that its files lie as daily imports leave them. Refunds are
     * left out: what voiding asks of a history plain SQL could only do with a second pass over it.
     */
    String fillLake() throws IOException, SQLException {
        init();
        EngineSettings settings = new EngineSettings(
                (long) options.memoryMegabytes() << 20,
                options.threads(),
                Files.createDirectories(options.folder().resolve("spill")));
        try (Lake lake = Lake.open(folder(), settings);
                Connection connection = duckDb.open("jdbc:duckdb:")) {
            TouchTable table = lake.touches(BRAND);
            int step = (int) Math.max(1, ROWS_PER_STAGE * options.days() / options.touches());
            long rows = 0;
            for (int back = options.days() + 1; back >= 0; back -= step) {
                List<TouchFile> files = table.stage(connection, select(LAST_DAY.minusDays(back), step));
                table.append(files, Map.of());
                rows += files.stream().mapToLong(TouchFile::rows).sum();
            }
            return rows + " touches";
        }
    }

    private String select(LocalDate from, int days) {
        String columns = TouchColumns.ALL.stream().map(TouchColumn::name).collect(joining(", "));
        return """
                select %s
                from read_parquet(%s)
                where occurred_at >= timestamptz '%s 00:00:00+00' and occurred_at < timestamptz '%s 00:00:00+00'
                    and kind not in ('refund', 'cancel')
                """.formatted(columns, marketFiles(), from, from.plusDays(days));
    }

    /** The market's files as a SQL literal. */
    String marketFiles() {
        return literal(market().resolve("touches").resolve("*.parquet").toString());
    }

    /** Makes the home with the memory that was asked for. */
    void init() throws IOException {
        Tidebank.init(folder(), BRAND, ZONE, Currency.getInstance("CNY"));
        Path config = folder().resolve("tidebank.yaml");
        String yaml = Files.readString(config)
                .replaceFirst("memory_mb: \\d+", "memory_mb: " + options.memoryMegabytes())
                .replaceFirst("threads: \\d+", "threads: " + options.threads());
        Files.writeString(config, yaml);
    }

    /** Imports files; answers how many touches came in, and fails if they are there already: nothing would be measured. */
    static String load(Tidebank tidebank, List<Path> files) {
        ImportReport report = tidebank.brand(BRAND)
                .importer()
                .run(ImportRequest.of("generic", files.toArray(Path[]::new)), Progress.NONE);
        if (report.touches() == 0) {
            throw new IllegalStateException(
                    "Nothing new came in by %s; empty the folder and begin anew".formatted(files));
        }
        return report.touches() + " touches";
    }

    /**
     * A day's new touches: 0.5 % of the history again, on the day after its end.
     *
     * @param number which such day: each has touches of its own
     * @param late of a hundred touches, how many lie three weeks back instead
     */
    Path newDay(int number, int late) throws SQLException {
        Path file = options.folder().resolve("day-" + number + "-" + late + ".parquet");
        String sql = """
                copy (
                    select * replace (
                        touch_id || '-day-%1$d' as touch_id,
                        timestamptz '2026-06-30 16:00:00+00' + to_microseconds(
                            (%1$d * 86400000000 + hash(touch_id) %% 86400000000)::bigint
                            - case when hash(touch_id, 'late') %% 100 < %2$d then 1814400000000 else 0 end
                        ) as occurred_at
                    )
                    from read_parquet(%3$s)
                    where hash(touch_id, 'day') %% 200 = %1$d and kind not in ('refund', 'cancel')
                    order by occurred_at
                ) to %4$s (format parquet)
                """.formatted(number, late, marketFiles(), literal(file.toString()));
        try (Connection connection = duckDb.open("jdbc:duckdb:")) {
            HandWritten.run(connection, sql);
        }
        return file;
    }

    /** The lake's data files. */
    List<Path> lake() throws IOException {
        return parquetFiles(folder().resolve("lake"));
    }

    /** Forgets everything that was derived. */
    void forgetDerived() throws IOException {
        for (String derived : new String[] {"serving", "state"}) {
            delete(folder().resolve(derived));
            Files.createDirectories(folder().resolve(derived));
        }
    }

    static List<Path> parquetFiles(Path folder) throws IOException {
        try (Stream<Path> tree = Files.walk(folder)) {
            return tree.filter(path -> path.toString().endsWith(".parquet"))
                    .sorted()
                    .toList();
        }
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
