package io.tidebank.collect.feed.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidebank.collect.feed.FeedError;
import io.tidebank.collect.feed.FeedHome;
import io.tidebank.collect.feed.FeedStatus;
import io.tidebank.collect.feed.jdbc.rows.JdbcDrivers;
import io.tidebank.collect.feed.jdbc.rows.JdbcError;
import io.tidebank.collect.feed.jdbc.rows.PostgresServer;
import io.tidebank.collect.intake.Delivery;
import io.tidebank.collect.journal.JournalSettings;
import io.tidebank.collect.journal.record.FeedMark;
import io.tidebank.collect.protocol.Call;
import io.tidebank.collect.source.Source;
import io.tidebank.method.MethodFiles;
import io.tidebank.sql.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a table of a real PostgreSQL becomes in the lake. */
class JdbcFeedTest {

    private static final PostgresServer POSTGRES = PostgresServer.shared();

    private final String url = POSTGRES.database();

    @TempDir
    Path folder;

    private FeedHome home;

    @BeforeEach
    void open() {
        home = new FeedHome(folder, feeds());
        sql("""
            CREATE TABLE orders (id bigint PRIMARY KEY, customer_id text, total numeric(12,2), currency text,
                created_at timestamptz, paid_at timestamptz, cancelled_at timestamptz, deleted_at timestamptz,
                updated_at timestamptz NOT NULL, items jsonb)""");
        feed("shop", "");
    }

    private JdbcFeeds feeds() {
        return new JdbcFeeds(
                new MethodFiles(folder.resolve("methods")),
                FeedHome.BRAND,
                folder.resolve("run/scratch"),
                new JdbcDrivers(folder.resolve("drivers")));
    }

    @AfterEach
    void close() {
        home.close();
    }

    private void sql(String... statements) {
        PostgresServer.execute(url, statements);
    }

    private void feed(String name, String more) {
        home.feed(name, feedFile(url, more));
    }

    static String feedFile(String url, String more) {
        return """
                feed: 1
                kind: jdbc
                source: stream
                shape: orders-table
                jdbc:
                  url: %s
                  user: keeper
                  password: ${file:password}
                  table: orders
                  watermark: updated_at
                  key: [id]
                  fetch_size: 7
                """.formatted(url) + more.indent(2);
    }

    @BeforeEach
    void writePassword() throws IOException {
        Files.writeString(folder.resolve("password"), PostgresServer.PASSWORD + "\n");
    }

    private void insert(int from, int to) {
        sql("""
            INSERT INTO orders SELECT n, 'c' || n %% 5, n + 0.50, 'CNY', now() - interval '400 days', NULL, NULL, NULL,
                now() - interval '1 hour' + n * interval '1 ms', '[{"sku": "a", "price": "1.10", "quantity": 2}]'
            FROM generate_series(%d, %d) n""".formatted(from, to));
    }

    private FeedStatus.Counts run() {
        return home.feeds().run("shop", Progress.NONE);
    }

    /** A run that somebody cancels after some steps. */
    private void take(int steps) {
        home.feeds().run("shop", new Progress() {

            private int taken;

            @Override
            public void at(String step, long done, long total) {}

            @Override
            public boolean cancelled() {
                return taken++ >= steps;
            }
        });
    }

    /** Which events of which orders are in the lake. */
    private List<String> lake() {
        home.intake().commit();
        return home.column(
                "SELECT DISTINCT split_part(touch_id, '/', 1) || '/' || split_part(touch_id, '/', 2) FROM touch"
                        + " ORDER BY 1");
    }

    private List<String> touches() {
        home.intake().commit();
        return home.touchIds();
    }

    private static List<String> orders(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(n -> "order/" + n)
                .sorted()
                .toList();
    }

    @Test
    void rowsComeOnceAndTheirChangesToo() {
        insert(1, 30);
        assertThat(run().accepted()).isEqualTo(30);
        assertThat(run().accepted()).isZero();
        sql("UPDATE orders SET paid_at = now(), updated_at = now() WHERE id = 3");
        insert(31, 32);
        sql("UPDATE orders SET created_at = now() WHERE id > 30");

        FeedStatus.Counts brought = run();

        assertThat(brought.read()).isEqualTo(3);
        assertThat(lake()).hasSize(33).contains("pay/3").containsAll(orders(1, 32));
        assertThat(touches()).doesNotHaveDuplicates();
    }

    @Test
    void anEndBetweenJournalAndTheNextStepLosesAndDoublesNothing() {
        insert(1, 30);
        take(2);
        home.restart();
        run();
        home.restart();

        FeedStatus.Counts again = run();
        assertThat(again.read())
                .as("rows that are read again in case others came late")
                .isEqualTo(30);
        assertThat(again.accepted()).isZero();
        assertThat(again.duplicates()).as("which is no news").isZero();
        assertThat(home.intake().tail().events(null, 0)).isEmpty();
        assertThat(lake()).isEqualTo(orders(1, 30));
        assertThat(touches()).doesNotHaveDuplicates();
    }

    @Test
    void aPageLargerThanTheJournalTakesIsHandedOnInParts() {
        home.close();
        JournalSettings all = JournalSettings.DEFAULTS;
        JournalSettings tight =
                new JournalSettings(all.memory(), all.memoryBytes(), 64, all.waitingBytes(), all.lagBytes(), 0, 700);
        home = new FeedHome(folder, tight, feeds());
        insert(1, 30);

        assertThat(run().accepted()).isEqualTo(30);
        assertThat(lake()).containsExactlyInAnyOrderElementsOf(orders(1, 30));
        assertThat(run().accepted()).isZero();
    }

    @Test
    void rowsThatWereCommittedLateAreFound() throws SQLException {
        insert(1, 5);
        try (Connection late = PostgresServer.connect(url);
                Statement statement = late.createStatement()) {
            late.setAutoCommit(false);
            statement.execute("INSERT INTO orders (id, customer_id, created_at, updated_at)"
                    + " VALUES (6, 'c1', now(), now() - interval '2 minutes')");
            sql("INSERT INTO orders (id, customer_id, created_at, updated_at) VALUES (7, 'c1', now(), now())");
            assertThat(run().accepted()).isEqualTo(6);
            late.commit();
        }
        home.restart();

        assertThat(run().accepted()).isEqualTo(1);
        assertThat(lake()).isEqualTo(orders(1, 7));
    }

    @Test
    void aRowFromAClockThatIsAheadHidesNoOther() {
        insert(1, 3);
        run();
        sql("INSERT INTO orders (id, customer_id, created_at, updated_at)"
                + " VALUES (4, 'c1', now(), now() + interval '2 hours')");
        assertThat(run().accepted()).isEqualTo(1);
        sql("INSERT INTO orders (id, customer_id, created_at, updated_at) VALUES (5, 'c1', now(), now())");

        assertThat(run())
                .extracting(FeedStatus.Counts::read, FeedStatus.Counts::accepted)
                .containsExactly(1L, 1L);
        home.restart();
        assertThat(run().accepted()).isZero();
        assertThat(lake()).isEqualTo(orders(1, 5));
    }

    @Test
    void whatWasMadeInAStandstillIsToldWhereTheWatermarkIsANumber() {
        home.feed("shop", feedFile(url, "").replace("watermark: updated_at", "watermark: id"));
        Instant stopped = Instant.now().minus(Duration.ofDays(40));
        stand("{'watermark': '5', 'key': ['5'], 'since': '5', 'at': %d}".formatted(stopped.getEpochSecond()));
        insert(5, 5);
        sql("INSERT INTO orders (id, customer_id, created_at, updated_at)"
                + " VALUES (6, 'c1', now() - interval '30 days', now())");

        assertThat(run().accepted()).isEqualTo(1);
        assertThat(lake()).containsExactly("order/6");
    }

    /** Lets the feed stand where it says. */
    private void stand(String position) {
        Source source = home.sources().named(FeedHome.BRAND, FeedHome.SOURCE).orElseThrow();
        FeedMark mark = new FeedMark("shop", position.replace('\'', '"'));
        home.intake()
                .take(source, new Delivery(List.of(), List.of(), Instant.now(), mark, Call.Ids.OF_MESSAGES, false));
    }

    @Test
    void aPlaceInAnotherTableIsRefused() {
        insert(1, 3);
        run();
        home.feed("shop", feedFile(url, "").replace("key: [id]", "key: [customer_id, id]"));
        home.restart();
        assertThatThrownBy(this::run)
                .hasFieldOrPropertyWithValue("code", FeedError.FEED_FAILED)
                .hasMessageContaining("which is no place in orders by updated_at, customer_id, id")
                .hasMessageEndingWith("A feed of that name read something else before: choose another name");

        stand("{'orders': [120]}");
        feed("shop", "");
        home.restart();
        assertThatThrownBy(this::run).hasMessageContaining("'{\"orders\": [120]}', which is no place in orders");

        stand("{'watermark': '2026-01-01T00:00:00Z', 'key': ['2'], 'since': ''}");
        home.restart();
        assertThat(run().read()).isEqualTo(3);
    }

    @Test
    void aPlaceOfAWatermarkThatWasOfAnotherTypeIsRefusedAndNoConnectionStays() throws SQLException {
        stand("""
                {"of":"orders by updated_at, id","watermark":"17","key":["1"],"since":""}""");
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(this::run)
                    .hasFieldOrPropertyWithValue("code", FeedError.FEED_FAILED)
                    .hasMessageContaining("which is no place in orders by updated_at, id");
        }

        try (Connection connection = PostgresServer.connect(url);
                Statement statement = connection.createStatement();
                ResultSet others = statement.executeQuery("SELECT count(*) FROM pg_stat_activity"
                        + " WHERE datname = current_database() AND pid <> pg_backend_pid()")) {
            others.next();
            assertThat(others.getInt(1)).isZero();
        }
    }

    @Test
    void whatIsLongKnownIsNotToldAgainWhenItsRowChanges() {
        insert(1, 3);
        run();
        sql("UPDATE orders SET total = 1, updated_at = now()");
        assertThat(run())
                .extracting(FeedStatus.Counts::read, FeedStatus.Counts::accepted)
                .containsExactly(3L, 0L);
        assertThat(run().duplicates()).isZero();
    }

    @Test
    void aRowThatIsMarkedAsDeletedIsTold() {
        feed("shop", "deleted: deleted_at");
        insert(1, 3);
        run();
        sql("UPDATE orders SET deleted_at = now(), updated_at = now() WHERE id = 2");
        run();

        assertThat(lake()).containsExactly("cancel/2", "order/1", "order/2", "order/3");
    }

    @Test
    void rowsThatAreGoneAreToldOnce() throws InterruptedException {
        feed("shop", "deletes: {compare: 1s, with: [customer_id]}");
        insert(1, 20);
        run();
        sql("DELETE FROM orders WHERE id IN (4, 5, 20)");
        Thread.sleep(1100);

        assertThat(run().accepted()).isEqualTo(3);
        home.restart();
        Thread.sleep(1100);
        assertThat(run().accepted()).isZero();
        assertThat(lake()).contains("cancel/4", "cancel/5", "cancel/20").hasSize(23);
    }

    @Test
    void aDatabaseThatGoesAwayInMidPullIsReadOnWhenItIsBack() {
        insert(1, 2000);
        take(3);
        POSTGRES.crash();
        try {
            assertThatThrownBy(() -> take(200))
                    .hasFieldOrPropertyWithValue("code", JdbcError.JDBC_UNREACHABLE)
                    .hasMessageNotContaining(PostgresServer.PASSWORD);
            assertThatThrownBy(this::run).hasFieldOrPropertyWithValue("code", JdbcError.JDBC_UNREACHABLE);
        } finally {
            POSTGRES.start();
        }
        run();

        assertThat(lake()).isEqualTo(orders(1, 2000));
        assertThat(touches()).doesNotHaveDuplicates();
    }

    @Test
    void aCheckSaysWhatWouldComeAndTakesNothing() {
        insert(1, 3);

        assertThat(home.feeds().check("shop"))
                .contains("orders, by updated_at and id", "Nothing was read so far")
                .contains("The next 3 rows become: {Order Placed=3}");
        assertThat(lake()).isEmpty();
    }

    @Test
    void aPasswordInTheFileIsRefused() {
        home.feed("shop", feedFile(url, "").replace("${file:password}", "hunter2"));

        assertThatThrownBy(this::run)
                .hasMessageContaining("feeds/acme/shop.yaml:8: jdbc.password")
                .hasMessageNotContaining("hunter2");
        home.feed("shop", feedFile(url + "?password=hunter2", ""));
        assertThatThrownBy(this::run)
                .hasMessage("feeds/acme/shop.yaml:6: jdbc.url: user and password stand in fields of their own");
        home.feed("shop", feedFile("jdbc:mysql://(host=db,user=u,password=hunter2)/shop", ""));
        assertThatThrownBy(this::run)
                .hasMessage("feeds/acme/shop.yaml:6: jdbc.url: user and password stand in fields of their own");
    }
}
