package io.tidebank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidebank.brand.Tidebank;
import io.tidebank.cli.session.Session;
import io.tidebank.cli.terminal.Terminal;
import io.tidebank.server.TidebankServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Feeds on the command line: on the home, and on the server that owns it. */
class FeedCommandTest {

    private static final String LOST = """
            feed: 1
            kind: kafka
            source: till
            kafka:
              bootstrap: 127.0.0.1:1
              topics: [orders]
              properties: {default.api.timeout.ms: 300, request.timeout.ms: 200, sasl.jaas.config: '${env:NO_SUCH_SECRET}'}
            """;

    @TempDir
    Path folder;

    private Path home;

    /** What a run printed, on both streams. */
    private record Run(int code, String out, String err) {}

    @BeforeEach
    void init() throws IOException {
        home = folder.resolve("home");
        Tidebank.init(home, "shop", ZoneId.of("Asia/Shanghai"), Currency.getInstance("CNY"));
        Path feeds = Files.createDirectories(home.resolve("methods/feeds/shop"));
        Files.writeString(feeds.resolve("orders.yaml"), LOST);
    }

    @Test
    void feedsAreListedPausedAndCheckedOnTheHome() {
        assertThat(run("feed", "list", "--format", "csv").out())
                .startsWith("feed,kind,source,state,read,accepted")
                .contains("orders,kafka,till,idle,0");
        assertThat(run("feed", "pause", "orders").out()).contains("paused");
        assertThat(run("feed", "run", "orders").err()).startsWith("FEED_PAUSED: ");
        assertThat(run("feed", "resume", "orders").out()).contains("idle");
        assertThat(run("changes").out()).contains("feed.pause", "feed.resume");
        assertThat(run("changes").out().lines().filter(line -> line.contains("feed.run")))
                .as("as by a server: begun, and how it ended")
                .hasSize(2)
                .anyMatch(line -> line.contains("begun"))
                .anyMatch(line -> line.contains("failed: FEED_PAUSED"));
        assertThat(run("feed", "check", "nothing").err())
                .startsWith("FEED_NOT_FOUND: Brand 'shop' has no feed 'nothing'");
        Run check = run("feed", "check", "orders");
        assertThat(check.code()).isEqualTo(1);
        assertThat(check.err()).startsWith("FEED_SECRET_MISSING: The environment has no variable 'NO_SUCH_SECRET'");
    }

    @Test
    void whatIsWrongWithAFileIsOneShortLineInTheTableAndWholeInTheCheckAndForPrograms() throws IOException {
        Files.writeString(home.resolve("methods/feeds/shop/table.yaml"), """
                feed: 1
                kind: jdbc
                source: till
                jdbc:
                  url: mysql://db/shop
                  user: reader
                  pass: secret
                """);

        assertThat(run("feed", "list")
                        .out()
                        .lines()
                        .filter(line -> line.startsWith("table"))
                        .toList())
                .singleElement()
                .asString()
                .contains("invalid", "feeds/shop/table.yaml:")
                .hasSizeLessThan(200);
        Run check = run("feed", "check", "table");
        assertThat(check.err().lines())
                .contains("feeds/shop/table.yaml:7: jdbc.pass: unknown field")
                .noneMatch(line -> line.contains("schema"))
                .anyMatch(line ->
                        line.contains("jdbc: required property 'table' not found, or required property 'query'"));
        assertThat(run("feed", "list", "--format", "json").out()).contains("jdbc.pass: unknown field");
    }

    @Test
    void feedsAreHandledThroughTheServer() {
        try (Tidebank tidebank = Tidebank.open(home);
                TidebankServer server = TidebankServer.start(tidebank, home, 0)) {
            assertThat(server.url()).isNotEmpty();
            assertThat(run("feed", "pause", "orders").out()).contains("orders");
            assertThat(run("feed", "list").out()).contains("orders", "kafka", "paused");
            assertThat(run("feed", "run", "orders").err()).startsWith("FEED_PAUSED: ");
            assertThat(run("feed", "resume", "orders").code()).isZero();
            assertThat(run("feed", "check", "orders").err()).startsWith("FEED_SECRET_MISSING: ");
        }
    }

    private Run run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        List<String> all = new ArrayList<>(List.of("--quiet", "--home", home.toString()));
        all.addAll(List.of(arguments));
        Session session = new Session(Terminal.PLAIN, new PrintWriter(out, true), new PrintWriter(err, true));
        int code = Main.commandLine(session, new PrintWriter(out, true), new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
        return new Run(code, out.toString(), err.toString());
    }
}
