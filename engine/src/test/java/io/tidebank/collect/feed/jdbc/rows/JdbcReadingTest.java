package io.tidebank.collect.feed.jdbc.rows;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidebank.collect.feed.jdbc.rows.RowSettings.Query;
import io.tidebank.collect.feed.jdbc.rows.RowSettings.Table;
import io.tidebank.collect.feed.jdbc.rows.Watermark.Overlap;
import io.tidebank.error.TidebankException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** Rows of a real PostgreSQL, in their order and with exact values. */
class JdbcReadingTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private static final Overlap NO_OVERLAP = new Overlap(Duration.ZERO, 0);

    private final String url = PostgresServer.shared().database();
    private final JdbcDrivers drivers = new JdbcDrivers(Path.of("no-drivers"));

    @Test
    void everyTypeIsReadExactly() throws SQLException {
        PostgresServer.execute(url, """
                CREATE TABLE odd (id bigint PRIMARY KEY, updated_at timestamptz, amount numeric, ratio float8, ok boolean,
                    day date, wall timestamp, body jsonb, raw bytea, code uuid, tags text[], counts int[], "na""me" text,
                    nothing text, spent money, span interval)""", """
                INSERT INTO odd VALUES (9007199254740993, '2026-11-22 10:00:00.123456+02', 12345678901234567890.0100, 0.1,
                    true, '2026-02-28', '2026-07-01 08:30:00', '{"a": [1, 2.50]}', '\\x00ff',
                    '6f1c2f0e-0000-4000-8000-000000000001', '{a,NULL,"b c"}', '{1,2}', '潮汐', NULL, 1.5, '1 day')""");

        ObjectNode row = all(table("odd", List.of("id"))).getFirst().document();

        assertThat(row.toString()).isEqualTo("""
                {"id":9007199254740993,"updated_at":"2026-11-22T08:00:00.123456Z","amount":12345678901234567890.0100,\
                "ratio":0.1,"ok":true,"day":"2026-02-28","wall":"2026-07-01T06:30:00Z","body":{"a":[1,2.50]},\
                "raw":"AP8=","code":"6f1c2f0e-0000-4000-8000-000000000001","tags":["a",null,"b c"],"counts":[1,2],\
                "na\\"me":"潮汐","nothing":null,"spent":"$1.50","span":"1 day"}""");
    }

    @Test
    void rowsThatShareAWatermarkAreReadOnceInPages() throws SQLException {
        PostgresServer.execute(
                url,
                "CREATE TABLE ties (shop text, id uuid, updated_at timestamp, PRIMARY KEY (shop, id))",
                "INSERT INTO ties SELECT 's' || (n % 3), md5(n::text)::uuid, '2026-11-01' FROM generate_series(1, 97) n",
                "INSERT INTO ties SELECT 's', md5(n::text)::uuid, '2026-11-02' FROM generate_series(1, 5) n");
        RowSettings rows = table("ties", List.of("shop", "id"));
        List<Place> places = new ArrayList<>();
        Start start = new Start.Beginning();
        while (true) {
            List<Row> page;
            try (JdbcSession session = JdbcSession.open(drivers, server(PostgresServer.PASSWORD), rows);
                    Page read = session.page(start, NOW, 10, 4)) {
                page = read.next(100);
            }
            page.forEach(row -> places.add(row.place()));
            if (page.size() < 10) {
                break;
            }
            start = new Start.After(places.getLast());
        }

        assertThat(places).hasSize(102).doesNotHaveDuplicates();
        assertThat(places).extracting(Place::watermark).isSorted();
    }

    @Test
    void rowsWithoutAWatermarkOrFromAClockFarAheadAreLeftOut() throws SQLException {
        PostgresServer.execute(
                url,
                "CREATE TABLE orders (id int PRIMARY KEY, updated_at timestamptz)",
                "INSERT INTO orders VALUES (1, NULL), (2, 'infinity'), (3, '2090-01-01'), (4, '2026-11-22'),"
                        + " (5, '-infinity')");

        assertThat(all(table("orders", List.of("id"))))
                .extracting(row -> row.document().path("id").asInt())
                .containsExactly(5, 4);
    }

    @Test
    void aQueryIsReadAsATableIs() throws SQLException {
        PostgresServer.execute(
                url,
                "CREATE TABLE line (id int PRIMARY KEY, order_id int, at timestamptz)",
                "INSERT INTO line VALUES (1, 10, '2026-11-20'), (2, 10, '2026-11-21'), (3, 11, '2026-11-19')");
        RowSettings rows = rows(
                new Query(
                        "orders",
                        "SELECT order_id, max(at) AS updated_at, count(*) AS lines FROM line"
                                + " GROUP BY order_id -- newest last"),
                List.of("order_id"));

        assertThat(all(rows))
                .extracting(row -> row.document().toString())
                .containsExactly(
                        "{\"order_id\":11,\"updated_at\":\"2026-11-19T00:00:00Z\",\"lines\":1}",
                        "{\"order_id\":10,\"updated_at\":\"2026-11-21T00:00:00Z\",\"lines\":2}");
    }

    @Test
    void whatIsWrongIsSaidWithoutTheSecret() {
        PostgresServer.execute(url, "CREATE TABLE orders (id int, updated_at timestamptz, note jsonb)");

        assertFault(table("ordres", List.of("id")), JdbcError.JDBC_INVALID, "relation \"ordres\" does not exist");
        assertFault(
                table("orders", List.of("idd")),
                JdbcError.JDBC_INVALID,
                "orders has no column 'idd'. It has: id, updated_at, note");
        assertFault(
                table("orders", List.of("note")),
                JdbcError.JDBC_INVALID,
                "Column 'note' of orders cannot be a key: it cannot be put in order");
        assertThatThrownBy(() -> JdbcSession.open(
                        drivers, server("wrong-" + PostgresServer.PASSWORD), table("orders", List.of("id"))))
                .hasFieldOrPropertyWithValue("code", JdbcError.JDBC_REFUSED)
                .hasMessageContaining("refuses user 'keeper'")
                .hasMessageNotContaining(PostgresServer.PASSWORD);
    }

    @Test
    void timesWithoutAZoneNeedOne() {
        PostgresServer.execute(url, "CREATE TABLE orders (id int, updated_at timestamp)");
        RowSettings rows = new RowSettings(
                new Table(List.of("orders")), List.of(), "updated_at", List.of("id"), NO_OVERLAP, null, Set.of(), null);

        assertFault(
                rows,
                JdbcError.JDBC_INVALID,
                "Times in column 'updated_at' of orders carry no zone: say `zone:` in the feed's file");
    }

    @Test
    void anOverlapOfAnotherUnitThanTheWatermarkIsRefused() {
        PostgresServer.execute(url, "CREATE TABLE orders (id int, updated_at timestamptz, version bigint)");
        Table orders = new Table(List.of("orders"));

        assertFault(
                followed(orders, "updated_at", new Overlap(Duration.ZERO, 300)),
                JdbcError.JDBC_INVALID,
                "Column 'updated_at' of orders holds times: say `overlap: 5m`, or another one of that unit");
        assertFault(
                followed(orders, "version", new Overlap(Duration.ofMinutes(5), 0)),
                JdbcError.JDBC_INVALID,
                "Column 'version' of orders holds numbers: say `overlap: 1000`, or another one of that unit");
    }

    @Test
    void noTransactionIsOpenBetweenPages() throws SQLException {
        PostgresServer.execute(
                url,
                "CREATE TABLE orders (id int PRIMARY KEY, updated_at timestamptz)",
                "INSERT INTO orders SELECT n, '2026-11-22' FROM generate_series(1, 30) n");

        try (JdbcSession session =
                JdbcSession.open(drivers, server(PostgresServer.PASSWORD), table("orders", List.of("id")))) {
            assertThat(transactions()).isZero();
            try (Page page = session.page(new Start.Beginning(), NOW, 20, 5)) {
                assertThat(page.next(5)).hasSize(5);
                assertThat(transactions()).isOne();
                assertThat(page.next(100)).hasSize(15);
            }
            assertThat(transactions()).isZero();
            try (Page page = session.page(new Start.Beginning(), NOW, 20, 5)) {
                assertThat(page.next(30)).hasSize(20);
            }
        }
    }

    /** Transactions that a session of ours has open in the database. */
    private int transactions() throws SQLException {
        try (Connection connection = PostgresServer.connect(url);
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT count(*) FROM pg_stat_activity WHERE xact_start IS NOT NULL"
                                + " AND datname = current_database() AND application_name = 'tidebank'")) {
            row.next();
            return row.getInt(1);
        }
    }

    @Test
    void aDriverThatIsPutThereLaterIsFoundAndOpenedOnce(@TempDir Path folder) throws Exception {
        JdbcServer server = new JdbcServer(url, JdbcDialect.MARIADB, null, () -> "", Duration.ofSeconds(1));
        try (JdbcDrivers supplied = new JdbcDrivers(folder)) {
            assertThatThrownBy(() -> supplied.driver(server))
                    .hasFieldOrPropertyWithValue("code", JdbcError.JDBC_DRIVER_MISSING);
            URI jar = org.postgresql.Driver.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI();
            Files.copy(Path.of(jar), folder.resolve("driver.jar"));
            ClassLoader loader = supplied.driver(server).getClass().getClassLoader();

            assertThat(loader).isNotEqualTo(org.postgresql.Driver.class.getClassLoader());
            assertThat(supplied.driver(server).getClass().getClassLoader()).isSameAs(loader);
        }
    }

    @Test
    void aDriverThatCannotBeUsedIsForgottenOnceAnotherTakesItsPlace(@TempDir Path folder) throws Exception {
        JdbcServer server = new JdbcServer(url, JdbcDialect.MARIADB, null, () -> "", Duration.ofSeconds(1));
        Path place = folder.resolve("driver.jar");
        try (JdbcDrivers supplied = new JdbcDrivers(folder)) {
            try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(place))) {
                jar.putNextEntry(new JarEntry("META-INF/services/java.sql.Driver"));
                jar.write("com.example.NotThere".getBytes(UTF_8));
            }
            assertThatThrownBy(() -> supplied.driver(server))
                    .hasFieldOrPropertyWithValue("code", JdbcError.JDBC_DRIVER_MISSING)
                    .hasMessageContaining("cannot be used");
            Path good = Path.of(org.postgresql.Driver.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            Files.copy(good, place, StandardCopyOption.REPLACE_EXISTING);
            ClassLoader first = supplied.driver(server).getClass().getClassLoader();

            Files.setLastModifiedTime(place, FileTime.fromMillis(1_000_000));
            assertThat(supplied.driver(server).getClass().getClassLoader())
                    .as("a driver that was replaced")
                    .isNotSameAs(first);
        }
    }

    @Test
    void aMissingDriverIsNamed() {
        JdbcServer server = new JdbcServer(
                "jdbc:mysql://db.example/shop?x=1", JdbcDialect.MYSQL, null, () -> "", Duration.ofSeconds(1));

        assertThatThrownBy(() -> drivers.driver(server))
                .hasFieldOrPropertyWithValue("code", JdbcError.JDBC_DRIVER_MISSING)
                .hasMessage("There is no driver for jdbc:mysql://db.example/shop in no-drivers."
                        + " Put mysql-connector-j-VERSION.jar (from MySQL) there");
    }

    private void assertFault(RowSettings rows, JdbcError code, String message) {
        assertThatThrownBy(() -> JdbcSession.open(drivers, server(PostgresServer.PASSWORD), rows))
                .isInstanceOf(TidebankException.class)
                .hasFieldOrPropertyWithValue("code", code)
                .hasMessageContaining(message)
                .hasMessageNotContaining(PostgresServer.PASSWORD);
    }

    private List<Row> all(RowSettings rows) throws SQLException {
        try (JdbcSession session = JdbcSession.open(drivers, server(PostgresServer.PASSWORD), rows);
                Page page = session.page(new Start.Beginning(), NOW, 1000, 10)) {
            return page.next(1000);
        }
    }

    private JdbcServer server(String password) {
        return new JdbcServer(url, JdbcDialect.POSTGRESQL, PostgresServer.USER, () -> password, Duration.ofSeconds(20));
    }

    private static RowSettings table(String name, List<String> key) {
        return rows(new Table(List.of(name)), key);
    }

    private static RowSettings followed(RowSettings.Relation from, String watermark, Overlap overlap) {
        return new RowSettings(
                from, List.of(), watermark, List.of("id"), overlap, ZoneId.of("Europe/Berlin"), Set.of(), null);
    }

    private static RowSettings rows(RowSettings.Relation from, List<String> key) {
        return new RowSettings(
                from, List.of(), "updated_at", key, NO_OVERLAP, ZoneId.of("Europe/Berlin"), Set.of(), null);
    }
}
