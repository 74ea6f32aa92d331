package io.tidebank.bench;

import static io.tidebank.sql.DuckDb.literal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** The other side: DuckDB with all the memory and threads that the engine has, over the lake's files. */
final class HandWritten {

    private static final long DAY = 86_400_000_000L;
    private static final long ROWS_PER_RANGE = 6_000_000;

    private final BenchOptions options;

    HandWritten(BenchOptions options) {
        this.options = options;
    }

    /** Intervals and daily counts into a new database file; answers how many intervals there are. */
    String stages(List<Path> lake) throws SQLException, IOException {
        Path file = options.folder().resolve("hand-written.duckdb");
        Path slim = options.folder().resolve("slim");
        Files.deleteIfExists(file);
        BenchHome.delete(slim);
        int ranges = (int) Math.clamp(options.touches() / ROWS_PER_RANGE, 1, 16);
        try (Connection connection = open("jdbc:duckdb:" + file)) {
            Map<String, String> places = places(lake);
            places.put("ranges", Integer.toString(ranges));
            places.put("slim", slim.toString());
            run(connection, Sql.read("slim", places));
            run(
                    connection,
                    "create table interval_sql(consumer ubigint, stage utinyint, from_at timestamptz, to_at timestamptz)");
            for (int range = 0; range < ranges; range++) {
                String bucket =
                        slim.resolve("bucket=" + range).resolve("*.parquet").toString();
                places.put("slim", "read_parquet(" + literal(bucket) + ")");
                run(connection, Sql.read("intervals", places));
            }
            run(connection, Sql.read("days", places));
            String days = options.folder().resolve("days-hand-written.csv").toString();
            run(
                    connection,
                    "copy (select day, stage, consumers from stage_day_sql where consumers > 0 and day <= date '%s' order by all) to "
                                    .formatted(BenchHome.LAST_COUNTED_DAY)
                            + literal(days));
            return ranges + " ranges, " + count(connection, "select count(*) from interval_sql") + " intervals";
        } finally {
            BenchHome.delete(slim);
        }
    }

    /** Consumers by stage at the end of a day. */
    String asOf(List<Path> lake, LocalDate day) throws SQLException {
        try (Connection connection = open("jdbc:duckdb:")) {
            Map<String, String> places = places(lake);
            String end = day.plusDays(1)
                    .atStartOfDay(ZoneId.of("Asia/Shanghai"))
                    .toInstant()
                    .toString();
            places.put("end", "timestamptz " + literal(end));
            StringBuilder answer = new StringBuilder();
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(Sql.read("as_of", places))) {
                while (rows.next()) {
                    if (rows.getInt(1) > 0) {
                        answer.append(rows.getInt(1))
                                .append('=')
                                .append(rows.getLong(2))
                                .append(' ');
                    }
                }
            }
            return answer.toString().strip();
        }
    }

    /** Reads, maps, hashes, sorts and partitions a file as an import does. */
    String copy(String reader, Path file) throws SQLException, IOException {
        Path target = options.folder().resolve("copied");
        BenchHome.delete(target);
        try (Connection connection = open("jdbc:duckdb:")) {
            String rows = "%s(%s)".formatted(reader, literal(file.toString()));
            run(connection, Sql.read("copy", Map.of("rows", rows, "target", target.toString())));
            return Long.toString(count(connection, "select count(*) from " + rows));
        } finally {
            BenchHome.delete(target);
        }
    }

    static long count(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    Connection open(String url) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("memory_limit", options.memoryMegabytes() + "MiB");
        properties.setProperty("threads", Integer.toString(options.threads()));
        properties.setProperty(
                "temp_directory", options.folder().resolve("spill").toString());
        properties.setProperty("preserve_insertion_order", "false");
        Connection connection = DriverManager.getConnection(url, properties);
        run(connection, "SET TimeZone = 'UTC'");
        return connection;
    }

    private static Map<String, String> places(List<Path> lake) {
        Map<String, String> places = new HashMap<>();
        places.put(
                "touches",
                "read_parquet(["
                        + String.join(
                                ", ",
                                lake.stream()
                                        .map(path -> literal(path.toString()))
                                        .toList())
                        + "])");
        for (int days : new int[] {15, 365, 540, 910}) {
            places.put("days" + days, Long.toString(days * DAY));
        }
        return places;
    }
}
