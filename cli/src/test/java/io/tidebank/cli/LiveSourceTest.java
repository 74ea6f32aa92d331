package io.tidebank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidebank.brand.Tidebank;
import io.tidebank.cli.session.Session;
import io.tidebank.cli.terminal.Terminal;
import io.tidebank.server.TidebankServer;
import io.tidebank.server.wire.WireJson;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Sources and the tail on the command line: on the home, and on the server that owns it. */
class LiveSourceTest {

    @TempDir
    Path folder;

    private Path home;

    /** What a run printed, on both streams. */
    private record Run(int code, String out, String err) {}

    @BeforeEach
    void init() {
        home = folder.resolve("home");
        Tidebank.init(home, "shop", ZoneId.of("Asia/Shanghai"), Currency.getInstance("CNY"));
    }

    @Test
    void aSourceIsMadeOnTheHome() {
        JsonNode made = json(run("source", "create", "web", "--format", "json").out());

        assertThat(made.propertyNames()).containsExactlyInAnyOrder("source", "write_key");
        assertThat(made.path("source").asString()).isEqualTo("web");
        assertThat(run("source", "list").out())
                .contains("web", "true", "custom")
                .doesNotContain(made.path("write_key").asString());
        assertThat(run("source", "create", "web").err()).startsWith("SOURCE_EXISTS: ");
    }

    @Test
    void aSourceIsChangedThroughTheServer() {
        try (Tidebank tidebank = Tidebank.open(home);
                TidebankServer server = TidebankServer.start(tidebank, home, 0)) {
            String key = key(run("source", "create", "web", "--format", "json"));
            assertThat(send(server, key, "Order Placed")).isEqualTo(200);

            assertThat(run("source", "disable", "web").out()).contains("false");
            assertThat(send(server, key, "Order Placed")).isEqualTo(403);
            assertThat(run("source", "enable", "web").out()).contains("true");
            assertThat(run("source", "allow", "web", "Signed Up", "A").out()).contains("A, Signed Up");
            assertThat(run("source", "allow", "web").out()).doesNotContain("Signed Up");
            assertThat(run("source", "kind", "web", "visit").out()).contains("visit");
            assertThat(run("source", "kind", "web").out()).contains("custom");

            String next = key(run("source", "rotate", "web", "--old-keys-work", "0", "--format", "json"));
            assertThat(send(server, key, "Late")).isEqualTo(401);
            assertThat(send(server, next, "Late")).isEqualTo(200);
            assertThat(run("source", "rotate", "web", "--old-keys-work", "soon").code())
                    .isEqualTo(2);
        }
    }

    @Test
    void theTailShowsWhatBecameOfEachEvent() {
        try (Tidebank tidebank = Tidebank.open(home);
                TidebankServer server = TidebankServer.start(tidebank, home, 0)) {
            assertThat(run("tail", "--once").out()).contains("The brand has no source yet");
            String key = key(run("source", "create", "web", "--format", "json"));
            send(server, key, "Product Viewed");

            assertThat(run("tail", "--once", "--source", "web").out())
                    .containsPattern("web +Product Viewed +view +1  accepted")
                    .contains("accepted 1 · duplicates 0 · quarantined 0");
            assertThat(run("tail", "--once", "--format", "csv").out())
                    .startsWith("received_at,source,name,kind,touches,fate,reason")
                    .contains(",web,Product Viewed,view,1,accepted,");
            send(server, key, "Product Added");
            assertThat(run("tail", "--once", "--last", "1").out())
                    .contains("Product Added", "accepted 2 ")
                    .doesNotContain("Product Viewed");
            assertThat(run("tail", "--once", "--last", "0", "--format", "csv")
                            .out()
                            .lines())
                    .hasSize(1);
            assertThat(run("tail", "--once", "--source", "app").err()).startsWith("SOURCE_NOT_FOUND: ");
        }
    }

    @Test
    void theLimitsThatHoldAreShown() throws Exception {
        Path methods = Files.createDirectories(home.resolve("methods/collection"));
        Files.writeString(methods.resolve("shop.yaml"), """
                collection: 1
                limits: {event_kb: 20, batch_kb: 1024, events_per_second: 1500}
                journal: {lag_mb: 1536}
                """);
        try (Tidebank tidebank = Tidebank.open(home);
                TidebankServer server = TidebankServer.start(tidebank, home, 0)) {
            run("source", "create", "web");

            assertThat(run("tail", "--once").out())
                    .contains(
                            "limits: 20 kB an event · 1 MB and 2,500 events a batch · 1,500 events a second and source")
                    .contains("journal: 16 MB a batch · 1,536 MB wait for the lake at most · 2 GB of disk stay free"
                            + " · ids known for 30 days in 2 GB");
        }
    }

    @Test
    void badEventsAreShownInTheTimesOfTheBrand() {
        try (Tidebank tidebank = Tidebank.open(home);
                TidebankServer server = TidebankServer.start(tidebank, home, 0)) {
            String key = key(run("source", "create", "web", "--format", "json"));
            send(server, key, " ");
            tidebank.brand("shop").intake().commit();

            assertThat(run("quarantine", "show", "live").out())
                    .containsPattern("web +\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d +event")
                    .contains("Times are those of Asia/Shanghai");
            assertThat(run("quarantine", "show", "live", "--format", "csv").out())
                    .containsPattern("web,[^,]*Z,event");
        }
    }

    @Test
    void theTailGoesOnUntilTheServerStops() throws Exception {
        StringWriter seen = new StringWriter();
        StringWriter people = new StringWriter();
        Thread tail;
        try (Tidebank tidebank = Tidebank.open(home);
                TidebankServer server = TidebankServer.start(tidebank, home, 0)) {
            String key = key(run("source", "create", "web", "--format", "json"));
            for (int i = 1; i <= 12; i++) {
                send(server, key, "Early %d.".formatted(i));
            }
            tail = Thread.ofVirtual().start(() -> run(seen, new StringWriter(), "tail", "--format", "csv"));
            Thread.ofVirtual().start(() -> run(people, new StringWriter(), "tail", "--last", "2"));
            awaitIn(seen, "received_at,source,name");
            awaitIn(people, "accepted 12 ");
            send(server, key, "Product Viewed");
            awaitIn(seen, ",web,Product Viewed,view,1,accepted,");
            send(server, key, "Robe Tried On");
            awaitIn(seen, ",web,Robe Tried On,custom,1,accepted,");
        }

        assertThat(tail.join(Duration.ofSeconds(20))).isTrue();
        assertThat(seen.toString()).as("what came before is not told as new").doesNotContain("Early");
        assertThat(people.toString()).contains("Early 11.", "Early 12.").doesNotContain("Early 10.");
    }

    @Test
    void withoutAServerTheTailSaysWhatItNeeds() {
        Run tail = run("tail", "--once");

        assertThat(tail.code()).isEqualTo(1);
        assertThat(tail.err()).startsWith("LIVE_NEEDS_SERVER: ").contains("tidebank serve");
    }

    private Run run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        return new Run(run(out, err, arguments), out.toString(), err.toString());
    }

    private int run(StringWriter out, StringWriter err, String... arguments) {
        List<String> all = new ArrayList<>(List.of("--quiet", "--home", home.toString()));
        all.addAll(List.of(arguments));
        Session session = new Session(Terminal.PLAIN, new PrintWriter(out, true), new PrintWriter(err, true));
        return Main.commandLine(session, new PrintWriter(out, true), new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
    }

    private static void awaitIn(StringWriter written, String text) throws InterruptedException {
        Instant patience = Instant.now().plusSeconds(20);
        while (!written.toString().contains(text)) {
            assertThat(Instant.now())
                    .as("waiting for '%s' in: %s", text, written)
                    .isBefore(patience);
            Thread.sleep(50);
        }
    }

    private static String key(Run run) {
        return json(run.out()).path("write_key").asString();
    }

    private static JsonNode json(String text) {
        return WireJson.mapper().readTree(text);
    }

    /** Sends an event as an SDK would; the answer's status. */
    private static int send(TidebankServer server, String key, String event) {
        String body = "{\"event\":\"%s\",\"userId\":\"u1\"}".formatted(event);
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + "/v1/track?writeKey=" + key))
                .POST(BodyPublishers.ofString(body))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.sendAsync(request, BodyHandlers.discarding()).join().statusCode();
        }
    }
}
