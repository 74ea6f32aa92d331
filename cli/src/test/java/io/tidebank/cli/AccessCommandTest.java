package io.tidebank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.tidebank.brand.Tidebank;
import io.tidebank.cli.session.Session;
import io.tidebank.cli.terminal.Terminal;
import io.tidebank.server.Listening;
import io.tidebank.server.TidebankServer;
import io.tidebank.server.wire.WireJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Tokens and owners on the command line: on the home, through its server, and on a server elsewhere. */
class AccessCommandTest {

    @TempDir
    Path folder;

    private Path home;

    /** What a run printed, on both streams. */
    private record Run(int code, String out, String err) {}

    @BeforeEach
    void init() {
        home = folder.resolve("home");
        for (String brand : List.of("shop", "cafe")) {
            Tidebank.init(home, brand, ZoneId.of("Asia/Shanghai"), Currency.getInstance("CNY"));
        }
    }

    @Test
    void aTokenIsShownOnceAndListedWithoutItsSecret() {
        JsonNode made = json(run(home, "token", "create", "ci", "--scope", "read,sql", "--format", "json"));
        String token = made.path("token").asString();

        assertThat(token).startsWith("tb_");
        assertThat(Duration.between(
                        Instant.now(), Instant.parse(made.path("expires_at").asString())))
                .isBetween(Duration.ofDays(89), Duration.ofDays(90));
        Run list = run(home, "token", "list");
        assertThat(list.out()).contains("ci", "read, sql", "all").doesNotContain(token);
        assertThat(run(home, "token", "create", "ci", "--scope", "read").err()).startsWith("TOKEN_EXISTS: ");
        assertThat(run(home, "token", "revoke", "ci").code()).isZero();
        assertThat(run(home, "token", "revoke", "ci").err()).startsWith("TOKEN_NOT_FOUND: ");
        assertThat(run(home, "changes").out()).contains("token.revoke", "token.create", "local");
    }

    @Test
    void aTokenIsMadeOnlyAsItCanBe() {
        assertThat(run(home, "token", "create", "ci").code()).isEqualTo(2);
        assertThat(run(home, "token", "create", "ci", "--scope", "everything").err())
                .startsWith("SCOPE_UNKNOWN: There is no scope 'everything'; there is: [read, sql");
        assertThat(run(home, "token", "create", "ci", "--scope", "read", "--brand", "nobodys")
                        .err())
                .startsWith("TOKEN_INVALID: There is no brand 'nobodys'");
        assertThat(run(home, "token", "create", "ci", "--scope", "read", "--expires", "soon")
                        .code())
                .isEqualTo(2);
        assertThat(json(run(home, "token", "create", "ci", "--scope", "read", "--expires", "never", "--format", "json"))
                        .path("expires_at")
                        .isNull())
                .isTrue();
    }

    @Test
    void aServerOnAllAddressesIsUsedFromElsewhereWithAToken() {
        try (Tidebank tidebank = Tidebank.open(home);
                TidebankServer server =
                        TidebankServer.start(tidebank, home, Listening.on("0.0.0.0", 0, List.of(), List.of(), null))) {
            String token = json(run(
                            home,
                            "token",
                            "create",
                            "desk",
                            "--scope",
                            "read,sources",
                            "--brand",
                            "shop",
                            "--format",
                            "json"))
                    .path("token")
                    .asString();
            Path elsewhere = folder.resolve("elsewhere");

            assertThat(remote(elsewhere, server, token, "source", "create", "web", "--format", "json")
                            .out())
                    .contains("write_key");
            assertThat(remote(elsewhere, server, token, "imports", "--format", "csv")
                            .code())
                    .isZero();
            assertThat(remote(elsewhere, server, token, "refresh").err())
                    .startsWith("NOT_ALLOWED: This needs scope 'operate', which token:desk does not have");
            assertThat(remote(elsewhere, server, token, "source", "list", "--brand", "cafe")
                            .err())
                    .startsWith("BRAND_NOT_FOUND: No brand 'cafe'. There is: [shop]");
            assertThat(remote(elsewhere, server, token, "token", "list").err())
                    .startsWith("NOT_ALLOWED: This needs scope 'admin'");
            assertThat(run(home, "changes", "--rows", "1").out())
                    .contains("token:desk", "source.create", "shop", "web");
        }
    }

    @Test
    void theHomesOwnServerIsKnownByItsAddressToo() throws Exception {
        try (Tidebank tidebank = Tidebank.open(home);
                TidebankServer server = TidebankServer.start(tidebank, home, 0)) {
            int port = URI.create(server.url()).getPort();

            String[] create = {"source", "create", "web", "--brand", "shop", "--format", "json"};
            assertThat(run(home, with(create, "--server", server.url())).out()).contains("write_key");
            String[] list = {"source", "list", "--brand", "shop"};
            assertThat(run(home, with(list, "--server", "http://localhost:%d/".formatted(port)))
                            .out())
                    .contains("web");
            assertThat(run(home, with(list, "--server", server.url(), "--token", ""))
                            .out())
                    .as("an empty token is none")
                    .contains("web");
            assertThat(CliProcess.run(List.of("env", "TIDEBANK_TOKEN="), home, with(list, "--server", server.url()))
                            .out())
                    .as("nor is one of the environment")
                    .contains("web");
            assertThat(run(folder.resolve("elsewhere"), "source", "list", "--server", server.url())
                            .err())
                    .startsWith("SIGN_IN_NEEDED: This server wants a token: give --token or TIDEBANK_TOKEN.")
                    .contains("tidebank token create", "leave --server out")
                    .doesNotContain("Authorization");
            assertThat(run(home, "source", "list", "--server", server.url(), "--token", "tb_wrong")
                            .err())
                    .as("a token that is given is the one that counts")
                    .startsWith("SIGN_IN_NEEDED: What you showed is not known here")
                    .contains("tidebank token create")
                    .doesNotContain("Authorization");
        }
    }

    /** Whoever listens there learns nothing: not on another port, nor at another address with the same one. */
    @Test
    void theLocalTokenIsShownToNoOtherServer() throws Exception {
        List<String> shown = new CopyOnWriteArrayList<>();
        try (Tidebank tidebank = Tidebank.open(home);
                TidebankServer server = TidebankServer.start(tidebank, home, 0)) {
            int port = URI.create(server.url()).getPort();
            HttpServer other = listener("127.0.0.1", 0, shown);
            HttpServer sameport = listener("127.0.0.2", port, shown);

            run(
                    home,
                    "imports",
                    "--server",
                    "http://127.0.0.1:" + other.getAddress().getPort());
            run(home, "imports", "--server", "http://127.0.0.2:" + port);
            other.stop(0);
            sameport.stop(0);
        }
        assertThat(shown).hasSizeGreaterThanOrEqualTo(2).containsOnly("nothing");
    }

    private static String[] with(String[] verb, String... options) {
        return Stream.concat(Stream.of(verb), Stream.of(options)).toArray(String[]::new);
    }

    private static HttpServer listener(String address, int port, List<String> shown) throws IOException {
        HttpServer listener = HttpServer.create(new InetSocketAddress(address, port), 0);
        listener.createContext("/", exchange -> {
            try (exchange) {
                shown.add(
                        Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Authorization"), "nothing"));
                exchange.sendResponseHeaders(401, -1);
            }
        });
        listener.start();
        return listener;
    }

    @Test
    void ownersAreInvitedListedAndRemoved() {
        try (Tidebank tidebank = Tidebank.open(home);
                TidebankServer server = TidebankServer.start(tidebank, home, 0)) {
            String link =
                    run(home, "owner", "invite", "Mei", "--valid", "15m").out().strip();

            assertThat(link).startsWith(server.url() + "/?key=");
            assertThat(run(home, "open").out().strip()).startsWith(server.url() + "/?key=");
            assertThat(run(home, "owner", "list").out()).contains("Mei").doesNotContain(link.replaceAll(".*key=", ""));
            assertThat(run(home, "owner", "invite", "Mei", "--valid", "30d").err())
                    .startsWith("OWNER_INVALID: ");
            assertThat(run(home, "owner", "remove", "Mei").code()).isZero();
            assertThat(run(home, "owner", "list").out()).doesNotContain("Mei");
        }
        assertThat(run(home, "open").err()).startsWith("LIVE_NEEDS_SERVER: ");
        assertThat(run(home, "owner", "invite").out()).startsWith("SERVER/?key=");
    }

    private static Run remote(Path home, TidebankServer server, String token, String... arguments) {
        List<String> all = new ArrayList<>(List.of("--server", server.url(), "--token", token));
        all.addAll(List.of(arguments));
        return run(home, all.toArray(String[]::new));
    }

    private static Run run(Path home, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        List<String> all = new ArrayList<>(List.of("--quiet", "--home", home.toString()));
        all.addAll(List.of(arguments));
        Session session = new Session(Terminal.PLAIN, new PrintWriter(out, true), new PrintWriter(err, true));
        int code = Main.commandLine(session, new PrintWriter(out, true), new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
        return new Run(code, out.toString(), err.toString());
    }

    private static JsonNode json(Run run) {
        assertThat(run.code()).as(run.err()).isZero();
        return WireJson.mapper().readTree(run.out());
    }
}
