package io.tidebank.brand;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidebank.collect.ImportRequest;
import io.tidebank.collect.intake.Intake;
import io.tidebank.collect.protocol.Call;
import io.tidebank.collect.protocol.Endpoint;
import io.tidebank.collect.protocol.Request;
import io.tidebank.collect.source.Sources.WithKey;
import io.tidebank.sql.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.io.TempDir;

/** Whoever may send may send anything: what a gate lets in, a refresh takes. */
class GateLawsTest {

    private static final List<String> EVENTS = List.of(
            "Order Completed",
            "Order Placed",
            "Order Paid",
            "Order Refunded",
            "Order Refunded",
            "Order Cancelled",
            "Deposit Paid",
            "Money Back",
            "Goods Back",
            "Traded In");
    private static final List<String> NUMBERS = List.of(
            "5", "-5", "10", "0", "0.00004", "6e13", "99999999999999.9999", "-99999999999999.9999", "\"-7\"", "\"x\"");
    private static final List<String> ORDERS = List.of("1", "2", "3", "jane@example.com", " ", "");
    private static final List<String> CURRENCIES = List.of("CNY", "usd", "JPY", "");
    /** Names that the touches of an event get, so that touches of two events may bear one. */
    private static final List<String> LINES = List.of("pay", "cancel", "refund", "1", "2", "3");

    private static final List<String> MESSAGES = IntStream.range(0, 60)
            .boxed()
            .flatMap(message -> Stream.of("m" + message, "m%d/1".formatted(message), "m%d/pay".formatted(message)))
            .toList();

    private static final List<String> KINDS = List.of("order", "pay", "refund", "refund", "cancel", "deposit");

    @TempDir
    Path folder;

    @RepeatedTest(4)
    void whatIsAcceptedStopsNoRefresh(RepetitionInfo repetition) throws IOException {
        int seed = repetition.getCurrentRepetition();
        Random random = new Random(seed);
        TestHome home = new TestHome(folder.resolve("home"), ZoneId.of("Asia/Shanghai"));
        Path names =
                Files.createDirectories(home.path.resolve("methods/events")).resolve("ours.yaml");
        Files.writeString(names, """
                events: 1
                rules:
                  - {names: [Money Back], kind: refund, amount: [paid_back, total]}
                  - {names: [Goods Back], kind: refund, lines: products, amount: price}
                  - {names: [Traded In], kind: order, lines: products, amount: revenue, also: refund}
                """);
        try (Tidebank tidebank = Tidebank.open(home.path)) {
            Brand brand = tidebank.brand(TestHome.BRAND);
            WithKey app = tidebank.sources().create(TestHome.BRAND, "app");
            for (int round = 0; round < 2; round++) {
                send(brand.intake(), app, events(random));
                Path rows = Files.writeString(folder.resolve("rows-%d.csv".formatted(round)), rows(random));
                brand.importer().run(ImportRequest.of(rows), Progress.NONE);

                brand.refresh(Progress.NONE);

                assertThat(brand.sql("SELECT * FROM touch WHERE kind = 'refund' AND least(amount, amount_home) < 0")
                                .rows())
                        .as("seed %d, round %d", seed, round)
                        .isEmpty();
                assertThat(brand.sql("SELECT count(*) > 0 FROM touch WHERE kind = 'refund' AND amount > 0")
                                .rows())
                        .as("seed %d, round %d", seed, round)
                        .containsExactly(List.of(true));
            }
        }
    }

    private static void send(Intake intake, WithKey app, String body) {
        Request request = intake.parse(Call.of(Endpoint.BATCH, Instant.now()), body.getBytes(UTF_8));
        intake.take(app.source(), (Request.Accepted) request);
        assertThat(intake.commit().touches()).isPositive();
    }

    private static String events(Random random) {
        List<String> events = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            List<String> products = new ArrayList<>();
            for (int line = random.nextInt(4); line > 0; line--) {
                products.add("{%s%s,%s}"
                        .formatted(named(random, "line_id", LINES), maybe(random, "price"), maybe(random, "quantity")));
            }
            events.add("""
                    {%s"type":"track","event":"%s","userId":"u%d","properties":{"order_id":"%s","currency":"%s",%s,%s,%s,\
                    "products":[%s]}}""".formatted(
                            named(random, "messageId", MESSAGES),
                            any(random, EVENTS),
                            random.nextInt(5),
                            any(random, ORDERS),
                            any(random, CURRENCIES),
                            maybe(random, "revenue"),
                            maybe(random, "total"),
                            maybe(random, "paid_back"),
                            String.join(",", products)));
        }
        return "{\"batch\":[%s]}".formatted(String.join(",", events));
    }

    private static String maybe(Random random, String name) {
        return "\"%s\":%s".formatted(name, random.nextInt(3) == 0 ? "null" : any(random, NUMBERS));
    }

    /** A member with a comma behind it, or nothing at all. */
    private static String named(Random random, String name, List<String> values) {
        return random.nextInt(3) == 0 ? "" : "\"%s\":\"%s\",".formatted(name, any(random, values));
    }

    private static String rows(Random random) {
        StringBuilder rows = new StringBuilder("occurred_at,kind,user,order_id,amount,currency,quantity\n");
        for (int i = 0; i < 60; i++) {
            rows.append("2026-11-0%d 10:00:00,%s,u%d,%s,%s,%s,%s\n"
                    .formatted(
                            1 + random.nextInt(3),
                            any(random, KINDS),
                            random.nextInt(5),
                            any(random, ORDERS),
                            any(random, NUMBERS),
                            any(random, CURRENCIES),
                            any(random, NUMBERS)));
        }
        return rows.toString();
    }

    private static String any(Random random, List<String> of) {
        return of.get(random.nextInt(of.size()));
    }
}
