package io.tidebank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidebank.cli.session.Session;
import io.tidebank.cli.terminal.Terminal;
import io.tidebank.server.wire.WireJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The command line over a small shop: two people, one of whom bought twice. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CommandLineTest {

    private Path home;

    private record Run(int code, String out, String err) {}

    @BeforeAll
    void openTheShop(@TempDir Path folder) throws IOException {
        home = folder.resolve("home");
        Path orders = folder.resolve("lines.csv");
        Files.writeString(orders, """
                InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country
                1001,A1,Lamp,2,2011-03-01 10:00:00,12.50,501.0,France
                1002,A1,Lamp,1,2011-03-02 11:00:00,12.50,501.0,France
                1003,B2,Vase,1,2011-03-02 12:00:00,9.95,502.0,Spain
                1004,B2,Vase,one,2011-03-02 12:30:00,9.95,502.0,Spain
                """);
        assertThat(run("init", "--brand", "shop", "--zone", "Europe/London", "--currency", "GBP").code)
                .isZero();
        assertThat(run("import", orders.toString(), "--preset", "online-retail").err)
                .doesNotContain(": ");
        assertThat(run("refresh").code).isZero();
    }

    @Test
    void stagesAreThePlainContract() {
        JsonNode answer = json(run("stages", "--as-of", "2011-03-02", "--format", "json"));

        assertThat(answer.path("brand").asString()).isEqualTo("shop");
        assertThat(answer.path("as_of").asString()).isEqualTo("2011-03-02");
        assertThat(answer.path("columns").toString()).isEqualTo("[\"stage\",\"name\",\"consumers\",\"share\"]");
        assertThat(stage(answer, "P")).isEqualTo(1);
        assertThat(stage(answer, "L")).isEqualTo(1);
        assertThat(answer.path("rows")
                        .get(answer.path("rows").size() - 1)
                        .get(0)
                        .asString())
                .isEqualTo("out");
    }

    @Test
    void peopleSeeAPictureWithoutColoursInAPipe() {
        String picture = run("stages", "--as-of", "2011-03-02").out;

        assertThat(picture)
                .contains("shop · aipl · end of 2011-03-02")
                .contains("█")
                .doesNotContain("\u001b");
        assertThat(picture)
                .contains("2 on the ladder of 2 consumers")
                .contains("All consumers known now are counted; who came later than 2011-03-02 is out");
        assertThat(run("stages").out).doesNotContain("known now");
    }

    @Test
    void theFlowHasEveryPairAndPeopleSeeTheMoves() {
        JsonNode answer = json(run("flow", "--from", "2011-02-28", "--to", "2011-03-02", "--format", "json"));

        assertThat(answer.path("rows").size()).isEqualTo(25);
        assertThat(run("flow", "--from", "2011-02-28", "--to", "2011-03-02").out)
                .contains("new", "deepened", "kept", "shallower", "lost");
    }

    @Test
    void anImportIsListedWithItsCountsAndItsBadRowIsShown() {
        JsonNode imports = json(run("import", "--list", "--format", "json"));
        String id = imports.path("rows").get(0).get(0).asString();

        assertThat(run("quarantine", "list", "--format", "csv").out).contains("Quantity");
        assertThat(run("quarantine", "show", id).out).contains("1004");
    }

    @Test
    void whatIsWrongIsOneLineWithACode() {
        Run run = run("stages", "--ladder", "snakes");

        assertThat(run.code).isEqualTo(1);
        assertThat(run.err.strip().lines()).hasSize(1);
        assertThat(run.err).startsWith("LADDER_NOT_FOUND: ");
        assertThat(run.out).isEmpty();
    }

    @Test
    void aMissingHomeSaysHowToMakeOne() {
        Run run = run("--home", home.resolve("nowhere").toString(), "stages");

        assertThat(run.code).isEqualTo(1);
        assertThat(run.err).startsWith("HOME_MISSING: ").contains("tidebank init");
    }

    @Test
    void wrongUseIsExitCodeTwo() {
        assertThat(run("stages", "--as-of", "yesterday").code).isEqualTo(2);
        assertThat(run("flow").code).isEqualTo(2);
        assertThat(run("dance").code).isEqualTo(2);
        assertThat(run("import").err).contains("the files to import");
        assertThat(run("collect", "--kafka", "localhost:1", "--topic", "t", "--bodies-mb", "0"))
                .extracting(Run::code, run -> run.err.lines().findFirst().orElse(""))
                .containsExactly(2, "--bodies-mb takes 1 to 1,048,576: 0");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            init --zone UTC --currency GBP                   | 2 | Missing required option: '--brand=NAME'
            init --brand x --currency GBP                    | 2 | Missing required option: '--zone=ZONE'
            init --brand x --zone UTC --currency gbp         | 2 | Invalid value for option '--currency'
            init --brand shop --zone UTC --currency GBP      | 1 | BRAND_EXISTS: Home
            init --brand ../x --zone UTC --currency GBP      | 1 | LAKE_BRAND_INVALID:
            import                                           | 2 | Missing: the files to import
            import a.csv --list                              | 2 | Files to import, --list and --undo each go alone
            import a.csv --undo 1                            | 2 | Files to import, --list and --undo each go alone
            import --list --undo 1                           | 2 | Files to import, --list and --undo each go alone
            import --list --preview                          | 2 | Files to import, --list and --undo each go alone
            import a.csv --save m.yaml                       | 2 | --save goes with --preview
            import a.csv --preset qianniu-orders --mapping m | 2 | --preset and --mapping each go alone
            import a.csv --preview --rows 0                  | 2 | --rows takes 1 or more: 0
            import a.csv --delimiter ab                      | 2 | Invalid value for option '--delimiter'
            import nowhere.csv                               | 1 | FILE_NOT_FOUND:
            import nowhere.csv --encoding utf-9              | 1 | ENCODING_UNKNOWN:
            import nowhere.csv --preset none                 | 1 | FILE_NOT_FOUND:
            import --undo none                               | 1 | IMPORT_NOT_FOUND:
            """)
    void initAndImportTellWrongUseFromFailure(String line, int code, String error) {
        Run run = run(line.split(" "));

        assertThat(run.code).as("%s: %s", line, run.err).isEqualTo(code);
        assertThat(run.err).startsWith(error);
        assertThat(run.out).isEmpty();
    }

    @Test
    void aBrandMayBeCalledLikeAVerb(@TempDir Path folder) {
        String other = folder.resolve("import").toString();
        for (String verb : List.of("demo", "sales")) {
            run("--home", other, "--brand", verb, "init", "--zone", "UTC", "--currency", "GBP");
        }
        assertThat(run("--home", other, "--brand", "demo", "stages").err).startsWith("BRAND_EMPTY: Brand 'demo'");
        assertThat(run("--home", other, "--brand=sales", "stages").err).startsWith("BRAND_EMPTY: Brand 'sales'");
        assertThat(run("stages", "--home", other, "--brand", "demo").err).startsWith("BRAND_EMPTY: Brand 'demo'");
        assertThat(run("--brand", "demo", "--home", other, "imports").code).isZero();
        assertThat(run("--home", other, "--brand", "demo").err).contains("Missing required subcommand");
        assertThat(run("stages", "--ladder", "--as-of", "2011-03-02").err).contains("--ladder");
    }

    @Test
    void wrongUseIsToldInFewLinesWithTheReasonFirstAndNoWildGuess() {
        assertThat(run("stages", "--as-of", "yesterday").err.lines())
                .hasSize(2)
                .last()
                .isEqualTo("See: tidebank stages --help");
        assertThat(run("frobnicate").err)
                .startsWith("Unmatched argument")
                .contains("'frobnicate'")
                .doesNotContain("Did you mean");
        assertThat(run("stagse").err).contains("Did you mean: stages?");
        assertThat(run("stages", "--as-fo", "2011-03-02").err).contains("Did you mean: --as-of?");
        assertThat(run("source", "lst").err).contains("Did you mean: list?").contains("See: tidebank source --help");
        assertThat(run().err.strip().lines()).first().asString().startsWith("Usage: tidebank");
        assertThat(run().err.strip()).contains("stages").endsWith("See: tidebank --help");
    }

    @Test
    void whatIsNoNumberIsToldPlainly() {
        assertThat(run("quarantine", "repair", "abc", "x").err).contains("'abc' is not a whole number");
        assertThat(run("quarantine", "show", "x", "--rows", "99999999999").err).contains("'99999999999' is too large");
        assertThat(run("quarantine", "show", "x", "--rows", "-1").err).startsWith("--rows takes 1 to 10,000: -1");
        assertThat(run("assets", "--discount", "much").err).contains("'much' is not a number");
    }

    @Test
    void aRepeatedImportCountsItsFilesAndAnUndoTellsWhatIsTakenOutAndNoMore(@TempDir Path folder) {
        String other = folder.resolve("home").toString();
        String orders = home.resolveSibling("lines.csv").toString();
        run("init", "--home", other, "--brand", "shop", "--zone", "Europe/London", "--currency", "GBP");
        run("import", "--home", other, "--no-refresh", orders, "--preset", "online-retail");
        assertThat(run("import", "--home", other, "--no-refresh", orders, "--preset", "online-retail").out)
                .containsPattern("repeated +lines.csv +[a-z]+ +0\\R");
        String importId = json(run("imports", "--home", other, "--format", "json"))
                .path("rows")
                .get(0)
                .get(0)
                .asString();

        assertThat(run("import", "--home", other, "--no-refresh", "--undo", importId).out)
                .contains("undone: 6 touches")
                .containsPattern("touches +order +3\\R")
                .doesNotContain("lines.csv", "quarantined", "already in the lake", "Note");
    }

    @Test
    void wrongDaysAndAddressesAreToldPlainly() {
        assertThat(run("stages", "--as-of", "2011-02-30").err).contains("'2011-02-30' is no day; write it as");
        assertThat(run("init", "--brand", "x", "--zone", "Mars/X", "--currency", "CNY").err)
                .contains("'Mars/X' is no time zone; write it as")
                .doesNotContain("Exception");
        assertThat(run("init", "--brand", "x", "--zone", "UTC", "--currency", "ZZZ").err)
                .contains("'ZZZ' is no currency; write it in ISO 4217")
                .doesNotContain("Exception");
        assertThat(run("--server", "nowhere", "stages").err).startsWith("SERVER_UNREACHABLE: 'nowhere' is no");
        assertThat(run("sql", "delete from touch").err)
                .isEqualTo("QUERY_REFUSED: Only one SELECT can be asked: this is no SELECT%n".formatted());
    }

    @Test
    void daysWithoutTouchesAndCutTimelinesAreRemarked() {
        assertThat(talk("stages", "--as-of", "2011-03-02").err).isEmpty();
        assertThat(talk("stages", "--as-of", "2012-01-01").err)
                .contains("touches are known from 2011-03-01 to 2011-03-02; 2012-01-01 lies outside");
        assertThat(talk("consumer", "user:501").err).isEmpty();
        assertThat(talk("consumer", "user:501", "--touches", "1").err).contains("Only the latest 1 touches");
        for (String wrong : List.of("0", "100000")) {
            assertThat(run("consumer", "user:501", "--touches", wrong).err).contains("--touches takes 1 to 99,999");
        }
    }

    @Test
    void consumersAreFoundByTheirAddressAndStragglersAreTold(@TempDir Path folder) throws IOException {
        String other = folder.resolve("home").toString();
        StringBuilder touches = new StringBuilder("occurred_at,kind,email\n");
        for (int i = 0; i < 2500; i++) {
            touches.append(
                    "2026-06-%02dT10:00:00,%s,u%d@example.com\n".formatted(i % 30 + 1, i == 9 ? "pay" : "view", i));
        }
        touches.append("2026-11-29T10:00:00,view,u3@example.com\n");
        Path file = Files.writeString(folder.resolve("touches.csv"), touches);
        run("init", "--home", other, "--brand", "shop", "--zone", "Europe/London", "--currency", "GBP");
        run("import", "--home", other, file.toString());

        Run found = run("consumer", "--home", other, "email:U3@Example.com");
        assertThat(found.out).containsPattern("email#:[0-9a-f]{64}\\R").contains("2026-11-29 10:00:00");
        String hashed = found.out
                .lines()
                .filter(line -> line.startsWith("identifier"))
                .findFirst()
                .orElseThrow()
                .split(" +", -1)[1];
        assertThat(run("consumer", "--home", other, hashed).out).isEqualTo(found.out);
        assertThat(run("consumer", "--home", other, "email:nobody@example.com").err)
                .startsWith("CONSUMER_NOT_FOUND: ")
                .doesNotContain("nobody");

        assertThat(talk("stages", "--home", other).err)
                .contains("fewer than one touch in a thousand is later than 2026-06-30 (the latest: 2026-11-29)");
        assertThat(talk("stages", "--home", other, "--as-of", "2026-06-30").err).isEmpty();
        assertThat(run("stages", "--home", other, "--as-of", "2026-06-30", "--format", "csv").out)
                .containsPattern("P,[^,]+,1,0\\.0004\\R");
        assertThat(run("stages", "--home", other, "--as-of", "2026-06-30", "--format", "json").out)
                .contains(",1,0.0004]");
    }

    @Test
    void aBrandWhoseTouchesAreAllUndoneHasNoDaysToRemarkOn(@TempDir Path folder) {
        String other = folder.resolve("home").toString();
        String orders = home.resolveSibling("lines.csv").toString();
        run("init", "--home", other, "--brand", "shop", "--zone", "Europe/London", "--currency", "GBP");
        run("import", "--home", other, orders, "--preset", "online-retail");
        String importId = json(run("import", "--home", other, "--list", "--format", "json"))
                .path("rows")
                .get(0)
                .get(0)
                .asString();
        assertThat(run("import", "--home", other, "--undo", importId).code).isZero();

        assertThat(run("stages", "--home", other, "--as-of", "2011-03-01").err).doesNotContain("INTERNAL");
        assertThat(run("assets", "--home", other, "--basis", "--as-of", "2011-03-01").err)
                .doesNotContain("INTERNAL");
        assertThat(run("changes", "--home", other).out).contains("brand.add", "import.undo");
    }

    @Test
    void everyVerbHasItsHelp() {
        for (String verb : List.of("demo", "import", "stages", "quarantine", "serve")) {
            Run help = run(verb, "--help");

            assertThat(help.code).as(verb).isZero();
            assertThat(help.out).startsWith("Usage: tidebank " + verb);
        }
    }

    /** Nothing is said in silence: remarks are only made where they are wanted. */
    private Run run(String... arguments) {
        return run(List.of("--quiet"), arguments);
    }

    private Run talk(String... arguments) {
        return run(List.of(), arguments);
    }

    private Run run(List<String> first, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        PrintWriter outWriter = new PrintWriter(out, true);
        PrintWriter errWriter = new PrintWriter(err, true);
        List<String> all = new ArrayList<>(first);
        if (!List.of(arguments).contains("--home")) {
            all.addAll(List.of("--home", home.toString()));
        }
        all.addAll(List.of(arguments));
        int code = Main.commandLine(new Session(Terminal.PLAIN, outWriter, errWriter), outWriter, errWriter)
                .execute(all.toArray(String[]::new));
        return new Run(code, out.toString(), err.toString());
    }

    private static JsonNode json(Run run) {
        assertThat(run.code).as(run.err).isZero();
        return WireJson.mapper().readTree(run.out);
    }

    private static long stage(JsonNode answer, String code) {
        for (JsonNode row : answer.path("rows")) {
            if (row.get(0).asString().equals(code)) {
                return row.get(2).asLong();
            }
        }
        throw new AssertionError("No stage " + code + " in " + answer);
    }
}
