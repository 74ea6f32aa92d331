package io.tidebank.collect.rederive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidebank.brand.Brand;
import io.tidebank.brand.Tidebank;
import io.tidebank.collect.intake.Intake;
import io.tidebank.collect.protocol.Call;
import io.tidebank.collect.protocol.Endpoint;
import io.tidebank.collect.protocol.Request;
import io.tidebank.collect.source.Source;
import io.tidebank.sql.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names that are mapped later: what lies in the lake becomes what it would have become at once. */
class RederivationTest {

    private static final String MAPPED = """
            events: 1
            rules:
              - {names: [Basket Paid], kind: order, lines: goods, amount: revenue, also: pay, ids: {loyalty: [card]}}
              - {names: [Try-On Booked], kind: sample, fields: {item: [garment]}, touchpoint: {family: store, from: [shop]}}
            """;
    private static final String ALL =
            "SELECT touch_id, kind, item, amount::VARCHAR, order_id, touchpoint FROM touch ORDER BY touch_id";

    @TempDir
    Path folder;

    private Tidebank early;
    private Tidebank late;

    @BeforeEach
    void open() throws IOException {
        early = home("early");
        late = home("late");
        map(late);
    }

    private Tidebank home(String name) {
        Path home = folder.resolve(name);
        Tidebank.init(home, "demo", ZoneId.of("UTC"), Currency.getInstance("EUR"));
        Tidebank tidebank = Tidebank.open(home);
        tidebank.sources().create("demo", "web");
        return tidebank;
    }

    private void map(Tidebank tidebank) throws IOException {
        Path home = folder.resolve(tidebank == early ? "early" : "late");
        Files.createDirectories(home.resolve("methods/events"));
        Files.writeString(home.resolve("methods/events/ours.yaml"), MAPPED);
    }

    @AfterEach
    void close() {
        early.close();
        late.close();
    }

    private static Brand brand(Tidebank tidebank) {
        return tidebank.brand("demo");
    }

    private static void send(Tidebank tidebank) {
        Source source = tidebank.sources().list("demo").getFirst();
        Intake intake = brand(tidebank).intake();
        for (String event : List.of(
                "{\"messageId\":\"b1\",\"userId\":\"u1\",\"event\":\"Basket Paid\",\"timestamp\":\"2026-11-01T10:00:00Z\",\"properties\":{\"order_id\":\"o1\",\"card\":\"c-9\",\"revenue\":25,\"goods\":[{\"product_id\":\"p1\",\"price\":20},{\"product_id\":\"p2\",\"price\":5}]}}",
                "{\"messageId\":\"b2\",\"userId\":\"u2\",\"event\":\"basket_paid\",\"timestamp\":\"2026-11-02T10:00:00Z\",\"properties\":{\"order_id\":\"o2\",\"revenue\":7.5}}",
                "{\"messageId\":\"t1\",\"userId\":\"u1\",\"event\":\"Try-On Booked\",\"timestamp\":\"2026-11-02T11:00:00Z\",\"properties\":{\"garment\":\"g1\",\"shop\":\"Paris\"}}",
                "{\"messageId\":\"x1\",\"userId\":\"u3\",\"event\":\"Never Mapped\",\"timestamp\":\"2026-11-02T12:00:00Z\"}",
                "{\"messageId\":\"v1\",\"userId\":\"u3\",\"event\":\"Product Viewed\",\"timestamp\":\"2026-11-02T12:00:00Z\",\"properties\":{\"product_id\":\"p1\"}}")) {
            Request request = intake.parse(Call.of(Endpoint.TRACK, Instant.now()), event.getBytes(UTF_8));
            intake.take(source, (Request.Accepted) request);
        }
        while (intake.commit().tookSomething()) {}
        brand(tidebank).refresh(Progress.NONE);
    }

    @Test
    void aNameThatIsCustomByItsRuleIsNotAskedAbout() throws IOException {
        send(late);
        assertThat(brand(late).unknownEvents().rows()).containsExactly(List.of("Never Mapped", 1L, false));

        Files.writeString(folder.resolve("late/methods/events/rest.yaml"), """
                events: 1
                rules: [{names: [Never Mapped], kind: custom}]
                """);

        assertThat(brand(late).unknownEvents().rows()).isEmpty();
        assertThat(brand(late).rederive(null, Progress.NONE).rows().getFirst().subList(0, 3))
                .containsExactly(0L, 0L, 0L);
    }

    @Test
    void whatLaysInTheLakeBecomesWhatItWouldHaveBecomeAtOnce() throws IOException {
        send(early);
        send(late);
        assertThat(brand(early).unknownEvents().rows())
                .containsExactly(
                        List.of("Basket Paid", 1L, false),
                        List.of("Never Mapped", 1L, false),
                        List.of("Try-On Booked", 1L, false),
                        List.of("basket_paid", 1L, false));
        assertThat(brand(early).rederive(null, Progress.NONE).rows().getFirst().subList(0, 3))
                .containsExactly(0L, 0L, 0L);

        map(early);
        assertThat(brand(early).rederive(null, Progress.NONE).rows().getFirst().subList(0, 3))
                .containsExactly(3L, 6L, 0L);

        assertThat(brand(early).sql(ALL).rows()).isEqualTo(brand(late).sql(ALL).rows());
        assertThat(brand(early).sql("SELECT ids FROM touch ORDER BY touch_id").rows())
                .isEqualTo(brand(late)
                        .sql("SELECT ids FROM touch ORDER BY touch_id")
                        .rows());
        for (String derived : List.of(
                "SELECT day, orders, gmv::VARCHAR FROM sales_day ORDER BY 1",
                "SELECT order_id, gmv::VARCHAR FROM order_total ORDER BY 1")) {
            String sql = derived.contains("order_total")
                    ? "SELECT order_id, count(*) FROM order_line GROUP BY 1 ORDER BY 1"
                    : derived;
            assertThat(brand(early).sql(sql).rows())
                    .isEqualTo(brand(late).sql(sql).rows());
        }
        assertThat(brand(early).stages(null, "aipl").rows())
                .isEqualTo(brand(late).stages(null, "aipl").rows());
    }

    @Test
    void doneAgainItFindsNothingToDoAndTheJournalGoesOnWhereItWas() throws IOException {
        send(early);
        map(early);
        brand(early).rederive("Try-On Booked", Progress.NONE);
        assertThat(brand(early)
                        .sql("SELECT kind FROM touch WHERE touch_id IN ('b1', 't1') ORDER BY touch_id")
                        .rows())
                .containsExactly(List.of("custom"), List.of("sample"));
        brand(early).rederive(null, Progress.NONE);
        long snapshot = brand(early).info().snapshot();

        assertThat(brand(early).rederive(null, Progress.NONE).rows().getFirst().subList(0, 3))
                .containsExactly(0L, 0L, 0L);
        assertThat(brand(early).info().snapshot()).isEqualTo(snapshot);
        List<?> before = brand(early).sql(ALL).rows();
        brand(early).intake().reread();
        send(early);
        assertThat(brand(early).sql(ALL).rows()).isEqualTo(before);
    }

    /** More than are in hand at a time, all in one file. */
    @Test
    void manyTouchesOfOneFileAreMadeAnewEachOnce() throws IOException {
        int events = 25_000;
        int batch = 500;
        Source source = early.sources().list("demo").getFirst();
        Intake intake = brand(early).intake();
        for (int from = 0; from < events; from += batch) {
            String body = IntStream.range(from, from + batch)
                    .mapToObj(i -> """
                            {"type":"track","messageId":"m%d","userId":"u%d","event":"Try-On Booked","timestamp":"2026-11-02T11:00:00Z"}""".formatted(i, i % 100))
                    .collect(Collectors.joining(",", "{\"batch\":[", "]}"));
            Request request = intake.parse(Call.of(Endpoint.BATCH, Instant.now()), body.getBytes(UTF_8));
            intake.take(source, (Request.Accepted) request);
        }
        while (intake.commit().tookSomething()) {}
        brand(early).refresh(Progress.NONE);
        map(early);

        assertThat(brand(early).rederive(null, Progress.NONE).rows().getFirst().subList(0, 3))
                .containsExactly((long) events, (long) events, 0L);
        assertThat(brand(early)
                        .sql("SELECT kind, count(*), count(DISTINCT touch_id) FROM touch GROUP BY kind")
                        .rows())
                .containsExactly(List.of("sample", (long) events, (long) events));
    }

    @Test
    void whatCannotBeWhatItsNameSaysStaysCustom() throws IOException {
        Source source = early.sources().list("demo").getFirst();
        Intake intake = brand(early).intake();
        String event =
                "{\"messageId\":\"bad\",\"userId\":\"u1\",\"event\":\"Basket Paid\",\"properties\":{\"revenue\":\"much\"}}";
        intake.take(
                source, (Request.Accepted) intake.parse(Call.of(Endpoint.TRACK, Instant.now()), event.getBytes(UTF_8)));
        send(early);
        map(early);

        assertThat(brand(early).rederive(null, Progress.NONE).rows().getFirst().subList(0, 3))
                .containsExactly(3L, 6L, 1L);
        assertThat(brand(early)
                        .sql("SELECT kind, import_id LIKE 'live-%' FROM touch WHERE touch_id = 'bad'")
                        .rows())
                .containsExactly(List.of("custom", true));
    }
}
