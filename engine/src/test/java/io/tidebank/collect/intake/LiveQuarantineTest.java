package io.tidebank.collect.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidebank.brand.Brand;
import io.tidebank.brand.Brand.Replayed;
import io.tidebank.brand.Tidebank;
import io.tidebank.collect.privacy.BrandKeys;
import io.tidebank.collect.protocol.Call;
import io.tidebank.collect.protocol.Endpoint;
import io.tidebank.collect.protocol.Request;
import io.tidebank.collect.quarantine.ArrivedRow;
import io.tidebank.collect.quarantine.BadRow;
import io.tidebank.collect.quarantine.Quarantine;
import io.tidebank.collect.quarantine.RowLock;
import io.tidebank.collect.source.Source;
import io.tidebank.sql.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What live sources sent wrongly is tried again, and is never too much. */
class LiveQuarantineTest {

    private static final Progress QUIET = Progress.NONE;
    private static final String PLAN = """
            tracking: 1
            mode: quarantine
            events:
              Paid:
                schema: {type: object, required: [order_id]}
            """;

    @TempDir
    Path folder;

    private Path home;
    private Tidebank tidebank;
    private Source source;

    @BeforeEach
    void open() throws IOException {
        home = folder.resolve("home");
        Tidebank.init(home, "demo", ZoneId.of("UTC"), Currency.getInstance("EUR"));
        method("tracking/demo.yaml", PLAN);
        method("collection/demo.yaml", "{collection: 1, quarantine: {mb: 1}}");
        open(Clock.systemUTC());
        source = tidebank.sources().create("demo", "web").source();
    }

    private void open(Clock clock) {
        tidebank = Tidebank.open(home, clock);
    }

    @AfterEach
    void close() {
        tidebank.close();
    }

    @Test
    void rowsAreTriedByThePlanOfNowAndCountOnceHoweverOften() throws IOException {
        send(Endpoint.TRACK, "{\"event\":\"Paid\",\"userId\":\"u\",\"messageId\":\"m1\",\"properties\":{}}");
        send(Endpoint.TRACK, "{\"event\":\"Paid\",\"userId\":\"u\",\"properties\":{\"x\":1}}");
        send(Endpoint.TRACK, "{\"event\":\"Seen\",\"properties\":{}}");
        commit();
        assertThat(replay()).isEqualTo(new ReplayReport(3, 0, 3, 0));

        Files.delete(home.resolve("methods/tracking/demo.yaml"));
        assertThat(replay()).isEqualTo(new ReplayReport(3, 2, 1, 0));
        assertThat(replay()).isEqualTo(new ReplayReport(1, 0, 1, 0));
        send(Endpoint.TRACK, "{\"event\":\"Paid\",\"userId\":\"u\",\"messageId\":\"m1\",\"properties\":{}}");
        commit();

        assertThat(ids()).hasSize(2).contains("m1");
        assertThat(brand().importer().quarantined().rows())
                .containsExactly(List.of("live", "web", "userId or anonymousId", "MISSING_VALUE", 1L));
    }

    /** However deep it is, and however long its numbers: trying it again stops nobody's turn. */
    @Test
    void whatIsBeyondMeasureStaysAndTheOthersAreTried() throws IOException {
        String event = "{\"event\":\"Seen\",\"userId\":\"u\",\"properties\":{\"x\":%s}}";
        for (int depth : new int[] {70, 495, 496, 497, 498, 499, 2_000}) {
            send(Endpoint.TRACK, event.formatted("[".repeat(depth) + "]".repeat(depth)));
        }
        for (String number : List.of("1".repeat(1_200), "1e99999999999", "1e-2147483648", "1e1000000000")) {
            send(Endpoint.TRACK, event.formatted(number));
        }
        send(Endpoint.TRACK, "{\"event\":\"Paid\",\"userId\":\"u\",\"messageId\":\"m1\",\"properties\":{}}");
        commit();
        Files.delete(home.resolve("methods/tracking/demo.yaml"));

        assertThat(replay()).isEqualTo(new ReplayReport(12, 1, 11, 0));
        assertThat(brand().importer().quarantined().rows())
                .containsExactly(List.of("live", "web", "the event", "BEYOND_MEASURE", 11L));
    }

    @Test
    void aContextBeyondMeasureIsStillSoWhenItsEventIsTriedAgain() {
        String build = "1".repeat(120);
        send(Endpoint.BATCH, """
                {"batch":[{"type":"track","event":"Seen","userId":"u","messageId":"m1"}],"context":{"app":{"build":%s}}}""".formatted(build));
        commit();

        assertThat(brand().importer().quarantined("live", 1).rows().getFirst().toString())
                .contains("{\"app\":{\"build\":%s}}".formatted(build));
        assertThat(replay()).isEqualTo(new ReplayReport(1, 0, 1, 0));
        assertThat(brand().importer().quarantined().rows())
                .containsExactly(List.of("live", "web", "the event", "BEYOND_MEASURE", 1L));
    }

    /** Told for all of them the context would be many times what was sent, but whom it may not concern stays known. */
    @Test
    void whoDeniedConsentInALargeContextIsInNoRowThatIsReleased() throws IOException {
        String ahead = Instant.now().plus(Duration.ofDays(3)).toString();
        String events = IntStream.range(0, 600)
                .mapToObj(i -> "{\"type\":\"track\",\"event\":\"Seen\",\"userId\":\"u%d\",\"timestamp\":\"%s\"}"
                        .formatted(i, ahead))
                .collect(joining(","));
        send(
                Endpoint.BATCH,
                "{\"context\":{\"pad\":\"%s\",\"consent\":{\"categoryPreferences\":{\"ads\":false}}},\"batch\":[%s]}"
                        .formatted("x".repeat(900), events));
        commit();
        method(
                "collection/demo.yaml",
                "{collection: 1, consent: {category: ads, denied: drop}, limits: {future_hours: 8760}}");

        assertThat(replay()).isEqualTo(new ReplayReport(600, 600, 0, 0));
        assertThat(ids()).isEmpty();
    }

    @Test
    void aRepairedRowIsTriedAsItIsNow() {
        send(Endpoint.TRACK, "{\"event\":\"Seen\",\"messageId\":\"m2\"}");
        commit();
        long row = (long)
                brand().importer().quarantined("live", 1).rows().getFirst().getFirst();

        brand().importer().repair(row, "{\"event\":\"Seen\",\"messageId\":\"m2\",\"userId\":\"u\"}");

        assertThat(replay()).isEqualTo(new ReplayReport(1, 1, 0, 0));
        assertThat(ids()).containsExactly("m2");
    }

    /** The sender's clock is a year ahead, and its library stands beside the events, as analytics-java has it. */
    @Test
    void aRowIsTriedAsItCameWithTheContextAndTheClockOfItsBatch() throws IOException {
        send(Endpoint.BATCH, """
                {"sentAt":"%s","context":{"library":{"name":"analytics-java"}},"batch":[
                  {"type":"track","event":"Paid","userId":"u","messageId":"m1","timestamp":"%s","properties":{}}]}
                """.formatted(
                        Instant.now().plus(Duration.ofDays(365)), Instant.now().plus(Duration.ofDays(364))));
        commit();
        Files.delete(home.resolve("methods/tracking/demo.yaml"));

        assertThat(replay()).isEqualTo(new ReplayReport(1, 1, 0, 0));
        brand().refresh(QUIET);
        assertThat(brand().sql("""
                        SELECT touch_id, date_diff('hour', occurred_at, now()), context LIKE '%analytics-java%' FROM touch""").rows()).containsExactly(List.of("m1", 24L, true));
    }

    /** As it is where the home was away while Kafka kept the journal: its events are put aside long after they came. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aRowIsTriedAsOfWhenItCameHoweverLongItWasOnItsWay(boolean acceptedElsewhere) throws IOException {
        Instant came = Instant.parse("2026-11-20T08:00:00.250Z");
        Instant ahead = came.plus(Duration.ofHours(30));
        Request.Accepted request = read(Call.of(Endpoint.BATCH, came), """
                {"sentAt":"%s","batch":[
                  {"type":"track","event":"Paid","userId":"u","messageId":"m1","timestamp":"%s","properties":{}},
                  {"type":"track","event":"Paid","userId":"u","messageId":"m2","properties":{}}]}
                """.formatted(ahead, ahead.minusSeconds(60)));
        if (acceptedElsewhere) {
            brand().intake().take(List.of(new Arrival(source, request)), null);
        } else {
            brand().intake().take(source, request);
        }
        commit();
        Files.delete(home.resolve("methods/tracking/demo.yaml"));

        assertThat(replay()).isEqualTo(new ReplayReport(2, 2, 0, 0));
        brand().refresh(QUIET);
        assertThat(brand().sql("SELECT touch_id, epoch_ms(occurred_at) FROM touch ORDER BY 1")
                        .rows())
                .containsExactly(
                        List.of("m1", came.minusSeconds(60).toEpochMilli()), List.of("m2", came.toEpochMilli()));
    }

    @Test
    void whatIsTooOldIsTakenOnceTheLimitIsWider() throws IOException {
        String old = Instant.now().minus(Duration.ofDays(4000)).toString();
        String event = "{\"event\":\"Seen\",\"userId\":\"u\",\"messageId\":\"%s\",\"timestamp\":\"%s\"}";
        send(Endpoint.TRACK, event.formatted("m1", old));
        send(
                Endpoint.IMPORT,
                "{\"batch\":[%s]}".formatted(event.formatted("m2", old).replace("{", "{\"type\":\"track\",")));
        commit();
        assertThat(brand().importer().quarantined().rows())
                .containsExactly(List.of("live", "web", "timestamp", "TOO_OLD", 2L));
        assertThat(replay()).isEqualTo(new ReplayReport(2, 0, 2, 0));

        method("collection/demo.yaml", "{collection: 1, limits: {past_days: 5000}}");
        assertThat(replay()).isEqualTo(new ReplayReport(2, 2, 0, 0));
        assertThat(ids()).containsExactly("m1", "m2");
    }

    /** They are the brand's own word: a table may be older than any browser. */
    @Test
    void whatFeedsAndWebhooksBringIsAsOldAsItIs() {
        ObjectNode event = (ObjectNode)
                JsonMapper.shared()
                        .readTree(
                                "{\"type\":\"track\",\"event\":\"Seen\",\"userId\":\"u\",\"messageId\":\"m\",\"timestamp\":\"1999-05-01\"}");
        for (Endpoint endpoint : List.of(Endpoint.FEED, Endpoint.WEBHOOK)) {
            Request.Accepted request = brand().intake().request(Call.of(endpoint, Instant.now()), List.of(event));
            assertThat(request.events()).as(endpoint.name()).hasSize(1);
        }
    }

    /** A commit that the lake did not take puts its rows aside once more. */
    @Test
    void aNamelessRowThatIsPutAsideAgainAfterItBecameATouchCountsOnce() throws IOException {
        send(Endpoint.TRACK, "{\"event\":\"Paid\",\"userId\":\"u\",\"properties\":{}}");
        commit();
        Quarantine quarantine = new Quarantine(
                home, "demo", new RowLock(BrandKeys.open(home, "demo").quarantineKey()));
        BadRow row = quarantine.rows(Quarantine.LIVE).getFirst();
        Files.delete(home.resolve("methods/tracking/demo.yaml"));
        assertThat(replay()).isEqualTo(new ReplayReport(1, 1, 0, 0));

        quarantine.keepLive(row.hash(), List.of(new ArrivedRow(row, Instant.now())));

        assertThat(replay()).isEqualTo(new ReplayReport(1, 1, 0, 0));
        assertThat(ids()).containsExactly("quarantine/%s/0".formatted(row.hash()));
    }

    @Test
    void theOldestRowsAreDroppedAndCountedWhenTheyAreTooMuch() {
        String filling = "y".repeat(30_000);
        for (int i = 0; i < 60; i++) {
            send(
                    Endpoint.TRACK,
                    "{\"event\":\"Seen\",\"messageId\":\"m%d\",\"properties\":{\"x\":\"%s\"}}".formatted(i, filling));
        }
        commit();

        var kept = brand().intake().quarantined();
        assertThat(kept.bytes()).isLessThanOrEqualTo(1 << 20);
        assertThat(kept.rows() + kept.dropped()).isEqualTo(60);
        assertThat(kept.rows())
                .isEqualTo(brand().importer().quarantined("live", 100).rows().size());
        assertThat(brand().importer().quarantined().rows())
                .contains(List.of("live", "", "", "DROPPED_OLDEST", kept.dropped()));
    }

    @Test
    void aTallyThatSaysMoreThanThereIsEndsTheDropping() throws SQLException {
        send(Endpoint.TRACK, "{\"event\":\"Seen\"}");
        commit();
        try (Connection tables = DriverManager.getConnection("jdbc:sqlite:" + home.resolve("catalog.db"));
                Statement statement = tables.createStatement()) {
            statement.execute("UPDATE quarantine_tally SET bytes = 1000000000");
        }

        brand().intake().boundQuarantine();

        assertThat(brand().importer().quarantined("live", 10).rows()).isEmpty();
    }

    @Test
    void aTooLargeEventsTextIsCut() {
        send(
                Endpoint.BATCH,
                "{\"batch\":[{\"event\":\"Seen\",\"userId\":\"u\",\"properties\":{\"x\":\"%s\"}}]}"
                        .formatted("y".repeat(400_000)));
        commit();

        assertThat(brand().intake().quarantined().rows()).isOne();
        assertThat(brand().intake().quarantined().bytes()).isBetween(200_000L, 300_000L);
    }

    @Test
    void whatIsTooOldIsForgotten() {
        send(Endpoint.TRACK, "{\"event\":\"Seen\"}");
        commit();
        tidebank.close();
        open(Clock.fixed(Instant.now().plusSeconds(91L * 86_400), ZoneOffset.UTC));

        brand().intake().boundQuarantine();

        assertThat(brand().intake().quarantined().rows()).isZero();
        assertThat(brand().intake().quarantined().dropped()).isOne();
    }

    private Brand brand() {
        return tidebank.brand("demo");
    }

    private void send(Endpoint endpoint, String body) {
        brand().intake().take(source, read(Call.of(endpoint, Instant.now()), body));
    }

    private Request.Accepted read(Call call, String body) {
        return (Request.Accepted) brand().intake().parse(call, body.getBytes(UTF_8));
    }

    private void commit() {
        while (brand().intake().commit().tookSomething()) {}
    }

    private ReplayReport replay() {
        return ((Replayed.OfLive) brand().replay(Quarantine.LIVE, null, List.of(), QUIET)).report();
    }

    private List<String> ids() {
        brand().refresh(QUIET);
        return brand().sql("SELECT touch_id FROM touch ORDER BY 1").rows().stream()
                .map(row -> String.valueOf(row.getFirst()))
                .toList();
    }

    private void method(String path, String text) throws IOException {
        Path file = home.resolve("methods").resolve(path);
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, text);
    }
}
