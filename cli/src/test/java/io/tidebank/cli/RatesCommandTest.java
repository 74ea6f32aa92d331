package io.tidebank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidebank.access.Caller;
import io.tidebank.access.Scope;
import io.tidebank.access.TokenOrder;
import io.tidebank.brand.Tidebank;
import io.tidebank.cli.session.Session;
import io.tidebank.cli.terminal.Terminal;
import io.tidebank.server.TidebankServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A merchant who sells in dollars, too, and hears at once that a rate is missing. */
class RatesCommandTest {

    private static final String MAPPING = """
            mapping: 1
            source: shop
            zone: UTC
            currency: brand
            inputs:
              - name: rows
                headers: [at, user, order, money, currency]
                touches:
                  - {kind: order, at: at, ids: {user: user}, order_id: order, amount: money, currency: currency}
            """;

    private static final String ROWS = """
            at,user,order,money,currency
            2026-01-02T10:00:00Z,1,o1,10.00,USD
            2026-01-02T11:00:00Z,2,o2,5.00,EUR
            """;

    @TempDir
    Path folder;

    private record Run(int code, String out, String err) {}

    @Test
    void whatIsMissingIsSaidEverywhereUntilThereIsARate() throws IOException {
        Path rows = Files.writeString(folder.resolve("rows.csv"), ROWS);
        Path mapping = Files.writeString(folder.resolve("mapping.yaml"), MAPPING);
        run("init", "--brand", "shop", "--zone", "UTC", "--currency", "EUR");

        assertThat(run("import", rows.toString(), "--mapping", mapping.toString()).out)
                .contains("rate to EUR is not known: 1 amounts (USD 1)");
        Run before = sales();
        assertThat(before.out).contains("2026-01-02,2,2.0000,5.0000");
        assertThat(before.err).contains("the money of 1 order lines and refunds is left out");
        assertThat(run("doctor").out).contains("USD=1").contains("tidebank rates import FILE --brand shop");
        assertThat(run("rates", "list", "--format", "csv").out).contains("USD,0,,,1");

        Path bank = Files.writeString(folder.resolve("bank.csv"), "Date,USD,JPY,\n2026-01-02,1.25,180.5,\n");
        assertThat(run("rates", "import", bank.toString()).code).isZero();

        Run after = sales();
        assertThat(after.out).contains("2026-01-02,2,2.0000,13.0000");
        assertThat(after.err).doesNotContain("left out");
        assertThat(run("doctor").out).doesNotContain("left out");
        assertThat(run("rates", "list", "--format", "csv").out).contains("USD,1,2026-01-02,2026-01-02,0");
    }

    @Test
    void aFileOfSomethingElseIsRefused() throws IOException {
        Path rows = Files.writeString(folder.resolve("rows.csv"), ROWS);
        run("init", "--brand", "shop", "--zone", "UTC", "--currency", "EUR");

        Run refused = run("rates", "import", rows.toString());

        assertThat(refused.code).isEqualTo(1);
        assertThat(refused.err).startsWith("RATES_INVALID: ").contains("day,currency,rate");
    }

    @Test
    void aFileThatIsNotThereIsToldSo() {
        run("init", "--brand", "shop", "--zone", "UTC", "--currency", "EUR");

        assertThat(run("rates", "import", "no.csv").err.strip()).isEqualTo("RATES_INVALID: There is no file no.csv");
        assertThat(run("changes").out).doesNotContain("rates.import");
    }

    @Test
    void onAServedHomeWhatIsMissingIsToldTooAndWhoMayNotRefreshIsToldWhoMay() throws IOException {
        Path rows = Files.writeString(folder.resolve("rows.csv"), ROWS);
        Path mapping = Files.writeString(folder.resolve("mapping.yaml"), MAPPING);
        Path bank = Files.writeString(folder.resolve("bank.csv"), "Date,USD,JPY,\n2026-01-02,1.25,180.5,\n");
        run("init", "--brand", "shop", "--zone", "UTC", "--currency", "EUR");
        Path home = folder.resolve("home");
        try (Tidebank tidebank = Tidebank.open(home);
                TidebankServer server = TidebankServer.start(tidebank, home, 0)) {
            assertThat(run("import", rows.toString(), "--mapping", mapping.toString()).code)
                    .isZero();
            assertThat(run("doctor").out)
                    .contains("owned by the server at " + server.url(), "2 touches", "USD=1")
                    .contains("tidebank rates import FILE --brand shop");
            String token = tidebank.access()
                    .tokens()
                    .create(new TokenOrder("rates", Set.of(Scope.IMPORT), Set.of(), Duration.ofDays(1)), Caller.LOCAL)
                    .secret();

            Run imported = run("rates", "import", bank.toString(), "--server", server.url(), "--token", token);
            assertThat(imported.code).isZero();
            assertThat(imported.err).contains("this token may not refresh them", "tidebank refresh");
            assertThat(run("refresh").code).isZero();
            assertThat(run("doctor").out).doesNotContain("left out");
        }
        assertThat(run("rates", "import", bank.toString()).code).isZero();
        assertThat(run("changes").out.lines().filter(line -> line.contains("rates.import")))
                .as("the same by the server and on the home")
                .hasSize(2)
                .allMatch(line -> line.contains("done"));
    }

    private Run sales() {
        return run("sales", "--from", "2026-01-01", "--to", "2026-01-31", "--format", "csv");
    }

    private Run run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Session session = new Session(Terminal.PLAIN, new PrintWriter(out), new PrintWriter(err));
        List<String> words =
                new ArrayList<>(List.of("--home", folder.resolve("home").toString()));
        words.addAll(List.of(arguments));
        int code = Main.commandLine(session, new PrintWriter(out), new PrintWriter(err))
                .execute(words.toArray(String[]::new));
        return new Run(code, out.toString(), err.toString());
    }
}
