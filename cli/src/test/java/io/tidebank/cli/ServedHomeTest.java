package io.tidebank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidebank.access.Caller;
import io.tidebank.access.Scope;
import io.tidebank.access.TokenOrder;
import io.tidebank.brand.Tidebank;
import io.tidebank.cli.session.Session;
import io.tidebank.cli.terminal.Terminal;
import io.tidebank.server.ServerFile;
import io.tidebank.server.TidebankServer;
import io.tidebank.server.wire.WireJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Importing from the command line while a server owns the home: the same verbs, the same answers. */
class ServedHomeTest {

    private static final String ROWS = """
            occurred_at,kind,user,item,amount
            2026-03-01 10:00:00,order,7,lamp,12.50
            2026-03-01 23:30:00,view,8,"vase,
            2026-03-02 11:00:00,view,8,vase,
            2026-03-03 12:00:00,order,9,cup,three
            """;

    @TempDir
    Path folder;

    private Path home;
    private Tidebank tidebank;
    private TidebankServer server;

    @BeforeEach
    void serve() {
        home = folder.resolve("home");
        Tidebank.init(home, "shop", ZoneId.of("Asia/Shanghai"), Currency.getInstance("CNY"));
        tidebank = Tidebank.open(home);
        server = TidebankServer.start(tidebank, home, 0);
    }

    @AfterEach
    void stop() {
        server.close();
        tidebank.close();
    }

    @Test
    void badRowsAreListedRepairedAndReplayedThroughTheServer() throws IOException {
        String report = run("import", file());
        String importId = json("imports").path("rows").get(0).get(0).asString();
        JsonNode bad = json("quarantine", "show", importId).path("rows");

        assertThat(report).contains("committed: 2 touches", "UNCLOSED_QUOTE", "amount: BAD_NUMBER");
        assertThat(run("quarantine", "list", "--format", "csv"))
                .contains(importId + ",rows.csv,,UNCLOSED_QUOTE,1", importId + ",rows.csv,amount,BAD_NUMBER,1");
        assertThat(bad.get(0).get(5).asString()).isEqualTo("2026-03-01 23:30:00,view,8,\"vase,");

        run("quarantine", "repair", bad.get(0).get(0).asString(), "2026-03-01 23:30:00,view,8,vase,");
        assertThat(run("quarantine", "replay", importId)).contains("committed: 1 touches");
        assertThat(json("quarantine", "show", importId).path("rows").size()).isEqualTo(1);
        run("quarantine", "drop", importId, bad.get(1).get(0).asString());
        assertThat(json("quarantine", "show", importId).path("rows").size()).isZero();
        assertThat(json("sql", "SELECT count(*) FROM touch")
                        .path("rows")
                        .get(0)
                        .get(0)
                        .asLong())
                .isEqualTo(3);
    }

    @Test
    void repairsAreForgottenThroughTheServer() throws IOException {
        run("import", file());
        String importId = json("imports").path("rows").get(0).get(0).asString();
        String row =
                json("quarantine", "show", importId).path("rows").get(0).get(0).asString();
        run("quarantine", "repair", row, "2026-03-01 23:30:00,view,8,vase,");

        run("quarantine", "forget", importId);

        run("import", "--undo", importId);
        run("import", file());
        String again = json("imports").path("rows").get(0).get(0).asString();
        assertThat(json("quarantine", "show", again).path("rows").toString())
                .contains("view,8,\\\"vase,")
                .doesNotContain("view,8,vase,");
    }

    @Test
    void anImportIsPreviewedListedAndTakenOutThroughTheServer() throws IOException {
        assertThat(run("import", file(), "--preview", "--rows", "3"))
                .contains("lamp", "Would be put aside:", "UNCLOSED_QUOTE")
                .doesNotContain("row  file");
        run("import", file());
        String importId = json("import", "--list").path("rows").get(0).get(0).asString();

        assertThat(run("imports")).contains(importId, "Times are those of Asia/Shanghai");
        assertThat(run("consumer", "user:7")).contains("2026-03-01 10:00:00");
        assertThat(json("consumer", "user:7", "--timeline")
                        .path("rows")
                        .get(0)
                        .get(0)
                        .asString())
                .isEqualTo("2026-03-01T02:00:00Z");
        assertThat(run("import", file())).contains("repeated: 0 touches");
        assertThat(run("import", "--undo", importId)).contains("undone");
        assertThat(json("sql", "SELECT count(*) FROM touch")
                        .path("rows")
                        .get(0)
                        .get(0)
                        .asLong())
                .isZero();
    }

    @Test
    void whoMayImportAndNotRefreshImportsAndIsToldTheReport() throws IOException {
        String token = tidebank.access()
                .tokens()
                .create(new TokenOrder("files", Set.of(Scope.FILES), Set.of(), Duration.ofDays(1)), Caller.LOCAL)
                .secret();

        assertThat(run("import", file(), "--token", token)).contains("committed: 2 touches");
    }

    @Test
    void aBrandIsAddedWhileTheServerRuns() {
        run("init", "--brand", "second", "--zone", "Europe/London", "--currency", "GBP");

        assertThat(tidebank.brandNames()).containsExactly("shop", "second");
        assertThat(tidebank.brand("second").info().currency().getCurrencyCode()).isEqualTo("GBP");
        assertThat(run("source", "create", "web", "--brand", "second")).contains("web");
    }

    /** What a server leaves that was killed: for a moment its process is still there, and its port is not. */
    @Test
    void afterAServerWasKilledTheHomeItselfIsAsked() throws IOException {
        server.close();
        tidebank.close();
        int unused;
        try (ServerSocket socket = new ServerSocket(0)) {
            unused = socket.getLocalPort();
        }
        ProcessHandle own = ProcessHandle.current();
        long started = own.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
        Files.writeString(
                home.resolve("run/server.json"),
                "{\"port\": %d, \"token\": \"gone\", \"pid\": %d, \"started\": %d}"
                        .formatted(unused, own.pid(), started));
        assertThat(ServerFile.find(home)).isEmpty();

        assertThat(run("doctor")).contains("brand shop").doesNotContain("owned by the server");
        assertThat(run("imports")).contains("(nothing)");
        assertThat(run("token", "list")).contains("(nothing)");
    }

    private String file() throws IOException {
        return Files.writeString(folder.resolve("rows.csv"), ROWS).toString();
    }

    private JsonNode json(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--format", "json"));
        return WireJson.mapper().readTree(run(all.toArray(String[]::new)));
    }

    private String run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        List<String> all = new ArrayList<>(List.of("--quiet", "--home", home.toString()));
        all.addAll(List.of(arguments));
        Session session = new Session(Terminal.PLAIN, new PrintWriter(out, true), new PrintWriter(err, true));
        int code = Main.commandLine(session, new PrintWriter(out, true), new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
        assertThat(code).as(err.toString()).isZero();
        return out.toString();
    }
}
