package io.tidebank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidebank.brand.Tidebank;
import io.tidebank.cli.session.Session;
import io.tidebank.cli.terminal.Terminal;
import io.tidebank.server.TidebankServer;
import io.tidebank.server.wire.WireJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What ads cost, on the command line: with the home to itself, and while a server has it. */
class CostsCommandTest {

    private static final String REPORT = """
            日期,触点,计划,花费,币种,展现量,点击量
            2026-11-02,search_ad.baidu.brandword,品牌词,"1,204.50",CNY,"12,000",340
            2026-11-02,feed_ad.douyin,短视频,800,CNY,50000,610
            2026-11-03,feed_ad.douyin,短视频,-5,CNY,1,1
            """;

    @TempDir
    Path folder;

    private Path home;

    private record Run(int code, String out, String err) {}

    @BeforeEach
    void openTheShop() throws IOException {
        home = folder.resolve("home");
        assertThat(run("init", "--brand", "shop", "--zone", "Asia/Shanghai", "--currency", "CNY").code)
                .isZero();
        Files.writeString(folder.resolve("spend.csv"), REPORT);
    }

    private String file() {
        return folder.resolve("spend.csv").toString();
    }

    @Test
    void aReportIsLookedAtImportedReadBackAndTakenOut() {
        assertThat(run("import", file(), "--preview").out)
                .contains("search_ad.baidu.brandword", "NEGATIVE_AMOUNT", "Mapping: ad-spend");

        Run done = run("import", file(), "--preset", "ad-spend");
        assertThat(done.out).contains("committed: 2 costs", "花费: NEGATIVE_AMOUNT");

        assertThat(run("costs").out)
                .containsPattern("touchpoint .* clicks  of the most in its currency\n")
                .contains("search_ad.baidu.brandword  CNY       1,204.50       12,000     340  ██")
                .contains("all                        CNY       2,004.50");
        JsonNode days = json("costs", "--by", "day", "--from", "2026-11-02");
        assertThat(days.path("as_of").asString()).isEqualTo("2026-11-02");
        assertThat(days.path("columns").toString())
                .startsWith("[\"day\",\"currency\",\"amount\",\"impressions\",\"clicks\",\"amount_home\"");
        assertThat(days.path("rows").toString())
                .isEqualTo("[[\"2026-11-02\",\"CNY\",\"2004.5000\",62000,950,\"2004.5000\",\"0.0000\",2,"
                        + "\"2004.5000\",62000,\"2004.5000\",950,950,62000]]");
        assertThat(run("costs", "--by", "campaign", "--of", "touchpoint:feed_ad.douyin", "--format", "csv").out)
                .contains("短视频,CNY,800.0000")
                .doesNotContain("品牌词");
        assertThat(run("costs", "--reports").out).contains("ad-spend", "spend.csv", "2,004.50");
        assertThat(run("costs", "--touchpoint", "feed_ad", "--format", "csv").out)
                .contains("feed_ad.douyin,CNY,800.0000,50000,610")
                .doesNotContain("search_ad");
        assertThat(json("sql", "SELECT sum(amount) FROM cost").path("rows").toString())
                .isEqualTo("[[\"2004.5000\"]]");
        JsonNode imports = json("import", "--list");
        assertThat(imports.path("columns").get(9).asString()).isEqualTo("costs");
        assertThat(imports.path("rows").get(0).get(9).asLong()).isEqualTo(2);

        assertThat(run("import", "--undo", imports.path("rows").get(0).get(0).asString()).code)
                .isZero();
        assertThat(run("costs").out).contains("No costs are known here");
    }

    @Test
    void theDemoTellsWhatItsAdsCost() {
        Run demo = run("demo", "--brand", "demo", "--no-serve", "--people", "500", "--days", "40");
        assertThat(demo.code).as(demo.err).isZero();

        assertThat(run("changes", "--format", "csv").out)
                .contains("brand.add,demo,,done")
                .contains("import.start,demo,market,done", "import.start,demo,ad spend,done", "refresh,demo,,done");
        assertThat(run("costs", "--brand", "demo").out)
                .contains("search_ad.baidu.brandword", "feed_ad.douyin.feed", "affiliate.creators", "CNY");
    }

    @Test
    void theSameVerbsWorkThroughTheServerThatOwnsTheHome() {
        try (Tidebank tidebank = Tidebank.open(home);
                TidebankServer ignored = TidebankServer.start(tidebank, home, 0)) {
            run("import", file());

            assertThat(json("costs", "--by", "play", "--to", "2026-11-30")
                            .path("rows")
                            .toString())
                    .startsWith("[[null,\"CNY\",\"2004.5000\",62000,950,");
            assertThat(json("costs", "--reports", "--of", "play:")
                            .path("rows")
                            .get(0)
                            .get(6)
                            .asString())
                    .isEqualTo("2004.5000");
            assertThat(json("costs", "--reports", "--of", "play:618")
                            .path("rows")
                            .size())
                    .isZero();
        }
    }

    @Test
    void otherCurrenciesAreToldAtTheRateOfTheirDayAndWithoutOneLeftOut() throws IOException {
        Files.writeString(
                folder.resolve("spend.csv"),
                REPORT.replace("800,CNY", "800,USD").replace("-5,CNY", "9,JPY"));
        Files.writeString(folder.resolve("rates.csv"), "day,currency,rate\n2026-11-01,USD,7\n");
        run("import", file());
        run("rates", "import", folder.resolve("rates.csv").toString(), "--no-refresh");

        assertThat(run("costs").out)
                .contains("all                        USD         800.00")
                .contains("In the brand's currency, at the rate of each day: 6,804.50")
                .contains("Not in it, since no rate is known (tidebank rates import FILE): JPY 9.00");
    }

    @Test
    void whatCannotBeSummedByIsSaid() {
        Run run = run("costs", "--by", "moon");

        assertThat(run.code).isEqualTo(2);
        assertThat(run.err)
                .contains("Costs are summed by day, month, touchpoint, play, campaign or source, not by 'moon'");
        Run backwards = run("costs", "--from", "2026-11-03", "--to", "2026-11-02");
        assertThat(backwards.code).isEqualTo(2);
        assertThat(backwards.err).startsWith("The first day, 2026-11-03, lies after the last, 2026-11-02");
    }

    private JsonNode json(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--format", "json"));
        Run run = run(all.toArray(String[]::new));
        assertThat(run.code).as(run.err).isZero();
        return WireJson.mapper().readTree(run.out);
    }

    private Run run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        PrintWriter outWriter = new PrintWriter(out, true);
        PrintWriter errWriter = new PrintWriter(err, true);
        List<String> all = new ArrayList<>(List.of("--quiet", "--home", home.toString()));
        all.addAll(List.of(arguments));
        int code = Main.commandLine(new Session(Terminal.PLAIN, outWriter, errWriter), outWriter, errWriter)
                .execute(all.toArray(String[]::new));
        return new Run(code, out.toString(), err.toString());
    }
}
