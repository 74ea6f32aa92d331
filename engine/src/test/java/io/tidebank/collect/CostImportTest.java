package io.tidebank.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidebank.collect.ImportReport.State;
import io.tidebank.collect.format.ReadingHints;
import io.tidebank.collect.mapping.MappingError;
import io.tidebank.sql.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What ads cost: as reported last, and as reported before once the last report is taken back. */
class CostImportTest extends InTestHome {

    private static final String HEADER = "day,touchpoint,play_id,campaign,amount,currency,impressions,clicks\n";
    private static final String MONDAY = HEADER + """
            2026-11-02,search_ad.baidu,autumn,brand,100.50,CNY,1000,30
            2026-11-02,feed_ad.douyin,autumn,video,80,CNY,5000,12
            """;

    private List<String> costs() {
        return home.ask("SELECT day, touchpoint, amount, currency, impressions, clicks FROM cost ORDER BY ALL");
    }

    private long reported() {
        return Long.parseLong(home.ask("SELECT count(*) FROM cost_report").getFirst());
    }

    @Test
    void aReportIsRecognisedByItsColumnsAndKeepsMoneyExact() {
        ImportReport report = home.run(home.file("monday.csv", MONDAY));

        assertThat(report.mapping()).isEqualTo("ad-spend");
        assertThat(report.costs()).isEqualTo(2);
        assertThat(report.touches()).isZero();
        assertThat(costs())
                .containsExactly(
                        "2026-11-02|feed_ad.douyin|80.0000|CNY|5000|12",
                        "2026-11-02|search_ad.baidu|100.5000|CNY|1000|30");
        assertThat(home.ask("SELECT count(*) FROM touch")).containsExactly("0");
    }

    @Test
    void theSameFileAgainAddsNothing() {
        home.run(home.file("monday.csv", MONDAY));
        ImportReport again = home.run(home.file("copy.csv", MONDAY));

        assertThat(again.state()).isEqualTo(State.REPEATED);
        assertThat(reported()).isEqualTo(2);
    }

    @Test
    void aDayThatIsRestatedReplacesWhatWasReportedAndUndoBringsThatBack() {
        home.run(home.file("monday.csv", MONDAY));
        ImportReport restated = home.run(home.file("tuesday.csv", HEADER + """
                2026-11-02,search_ad.baidu,autumn,brand,90.25,CNY,990,29
                2026-11-02,feed_ad.douyin,autumn,video,80,CNY,5000,12
                2026-11-03,search_ad.baidu,autumn,brand,70,CNY,800,20
                """));

        assertThat(restated.costs()).isEqualTo(2);
        assertThat(restated.duplicates()).isEqualTo(1);
        assertThat(restated.note()).contains("Restated").contains("1 cost");
        assertThat(costs())
                .containsExactly(
                        "2026-11-02|feed_ad.douyin|80.0000|CNY|5000|12",
                        "2026-11-02|search_ad.baidu|90.2500|CNY|990|29",
                        "2026-11-03|search_ad.baidu|70.0000|CNY|800|20");

        ImportReport undone = home.importer().undo(restated.importId());

        assertThat(undone.state()).isEqualTo(State.UNDONE);
        assertThat(costs())
                .containsExactly(
                        "2026-11-02|feed_ad.douyin|80.0000|CNY|5000|12",
                        "2026-11-02|search_ad.baidu|100.5000|CNY|1000|30");
    }

    @Test
    void anOlderFileThatIsImportedOnceMoreIsTheNewestWord() {
        home.run(home.file("monday.csv", MONDAY));
        home.run(home.file("tuesday.csv", MONDAY.replace("100.50", "90.25")));
        home.run(home.file("monday.csv", MONDAY));

        assertThat(costs())
                .contains("2026-11-02|search_ad.baidu|100.5000|CNY|1000|30")
                .hasSize(2);
        assertThat(reported()).isEqualTo(6);
    }

    @Test
    void rowsOfOneReportThatAreFinerThanItsKeyAreAddedUp() {
        home.run(home.file("keywords.csv", HEADER + """
                2026-11-02,search_ad.baidu,autumn,brand,1.10,CNY,10,1
                2026-11-02,search_ad.baidu,autumn,brand,2.20,CNY,20,
                2026-11-02,search_ad.baidu,autumn,brand,5,USD,,
                """));

        assertThat(costs())
                .containsExactly(
                        "2026-11-02|search_ad.baidu|3.3000|CNY|30|1",
                        "2026-11-02|search_ad.baidu|5.0000|USD|null|null");
    }

    @Test
    void badRowsArePutAsideEachWithItsReason() {
        ImportReport report = home.run(home.file("bad.csv", HEADER + """
                2026-11-02,search_ad.baidu,,,,CNY,1,1
                2026-11-02,search_ad.baidu,,,-3,CNY,1,1
                31.12.x,search_ad.baidu,,,3,CNY,1,1
                2026-11-02,search_ad.baidu,,,3,XYQ,1,1
                2026-11-02,search ad,,,3,CNY,1,1
                2026-11-02,,,,3,CNY,1,1
                2026-11-02,search_ad.baidu,,,3,CNY,1.5,1
                2126-11-02,search_ad.baidu,,,3,CNY,1,1
                2026-11-02,search_ad.baidu,,,$3,,1,1
                2026-11-02,search_ad.baidu,,,£3,USD,1,1
                2026-11-02,search_ad.baidu,,,3 USD,CNY,1,1
                2026-11-02,search_ad.baidu,,,¥3,,1,1
                2026-11-02,search_ad.google,,,$3,USD,1,1
                2026-11-02,search_ad.google,,b,3 RMB,CNY,1,1
                """));

        assertThat(report.costs()).isEqualTo(3);
        assertThat(home.importer().quarantined(report.importId(), 20).rows())
                .extracting(row -> row.get(2) + " " + row.get(3) + " " + row.get(4))
                .containsExactly(
                        "2 amount MISSING_VALUE",
                        "3 amount NEGATIVE_AMOUNT",
                        "4 day BAD_TIME",
                        "5 currency BAD_CURRENCY",
                        "6 touchpoint BAD_TOUCHPOINT",
                        "7 touchpoint MISSING_VALUE",
                        "8 impressions BAD_COUNT",
                        "9 day IN_THE_FUTURE",
                        "10 amount OTHER_CURRENCY",
                        "11 amount OTHER_CURRENCY",
                        "12 amount OTHER_CURRENCY");
    }

    @Test
    void aRowThatIsRepairedComesIntoItsOwnReport() {
        ImportReport report = home.run(home.file("keywords.csv", HEADER + """
                2026-11-02,search_ad.baidu,autumn,brand,1.10,CNY,10,1
                2026-11-02,search_ad.baidu,autumn,brand,x,CNY,20,2
                """));
        home.importer().repair(1, "2026-11-02,search_ad.baidu,autumn,brand,2.20,CNY,20,2");
        ImportReport replay = home.importer().replay(report.importId(), null, List.of(), Progress.NONE);

        assertThat(replay.costs()).isEqualTo(1);
        assertThat(costs()).containsExactly("2026-11-02|search_ad.baidu|3.3000|CNY|30|3");

        home.importer().undo(report.importId());
        assertThat(reported()).isZero();
    }

    @Test
    void aRowThatIsRepairedAfterALaterReportChangesNothing() {
        ImportReport report = home.run(home.file("early.csv", HEADER + """
                2026-11-02,search_ad.baidu,autumn,brand,1.10,CNY,10,1
                2026-11-02,search_ad.baidu,autumn,brand,x,CNY,20,2
                """));
        home.run(home.file("late.csv", HEADER + "2026-11-02,search_ad.baidu,autumn,brand,9,CNY,40,4\n"));
        home.importer().repair(1, "2026-11-02,search_ad.baidu,autumn,brand,2.20,CNY,20,2");
        home.importer().replay(report.importId(), null, List.of(), Progress.NONE);

        assertThat(costs()).containsExactly("2026-11-02|search_ad.baidu|9.0000|CNY|40|4");
    }

    @Test
    void filesOfOneImportThatTellOfTheSameCostAreRefused() {
        Path monday = home.file("monday.csv", MONDAY);
        Path tuesday = home.file("tuesday.csv", MONDAY.replace("100.50", "90.25"));

        assertThatThrownBy(() -> home.run(monday, tuesday))
                .hasFieldOrPropertyWithValue("code", ImportError.IMPORT_COSTS_OVERLAP)
                .hasMessageContaining("what feed_ad.douyin cost on 2026-11-02");
        assertThat(reported()).isZero();
    }

    @Test
    void aFileThatIsKnownIsNoReasonToLetAnOlderOneWin() {
        Path monday = home.file("monday.csv", MONDAY);
        Path tuesday = home.file("tuesday.csv", MONDAY.replace("100.50", "90.25"));
        home.run(monday);
        home.run(tuesday);

        assertThatThrownBy(() -> home.run(monday, tuesday))
                .hasFieldOrPropertyWithValue("code", ImportError.IMPORT_COSTS_OVERLAP);
    }

    @Test
    void aReportWithABadRowSaysHowManyCostsAreDifferentNow() {
        String bad = "2026-11-02,,autumn,brand,1,CNY,1,1\n";
        home.run(home.file("monday.csv", MONDAY + bad));
        ImportReport restated = home.run(home.file("tuesday.csv", MONDAY.replace("100.50", "90.25") + bad));

        assertThat(restated.costs()).isEqualTo(1);
        assertThat(restated.note()).contains("reported before: 1 costs");
    }

    @Test
    void aPlatformsOwnReportIsProposedAsCosts() {
        Preview preview = home.importer().preview(ImportRequest.of(home.file("baidu.csv", """
                日期,账户,推广计划,推广单元,展现,点击,消费,点击率
                2026-11-02,tea,品牌词,核心,"12,034",843,1204.50,7.0%
                2026-11-02,tea,行业词,绿茶,61200,--,--,--
                """)), 5);

        assertThat(preview.mapping()).isEqualTo("proposed");
        assertThat(preview.yaml()).contains("write the family and the platform for 'ad'");
        assertThat(preview.touches().rows()).hasSize(1);
        assertThat(preview.touches().rows().getFirst().stream().map(String::valueOf))
                .containsExactly(
                        "2026-11-02", "ad.品牌词", "null", "品牌词", "核心", "null", "1204.5000", "CNY", "12034", "843");
        assertThat(preview.faults().rows().getFirst()).contains("MISSING_VALUE");
    }

    @Test
    void aLineWithTotalsChangesNothingAboutWhatAReportIs() {
        Preview preview = home.importer().preview(ImportRequest.of(home.file("baidu.csv", """
                日期,推广计划,消费,展现,点击
                合计,,1208.00,12334,843
                2026-11-02,品牌词,1204.50,12034,843
                2026-11-03,品牌词,3.50,300,0
                """)), 5);

        assertThat(preview.yaml()).contains("cost:", "day: {time: '日期', patterns: ['yyyy-MM-dd']}");
        assertThat(preview.touches().rows()).hasSize(2);
        assertThat(preview.faults().rows())
                .singleElement()
                .satisfies(row -> assertThat(row.subList(1, 4)).containsExactly(2L, "日期", "BAD_TIME"));
    }

    @Test
    void theCurrencyInTheNameOfAColumnIsSeen() {
        Preview preview = home.importer().preview(ImportRequest.of(home.file("meta.csv", """
                Day,Campaign name,Ad set name,Amount spent (USD),Impressions,Link clicks
                2026-11-02,Autumn,Women,12.30,1000,31
                """)), 5);

        assertThat(preview.touches().rows().getFirst().stream().map(String::valueOf))
                .containsExactly(
                        "2026-11-02", "ad.autumn", "null", "Autumn", "Women", "null", "12.3000", "USD", "1000", "31");
    }

    @Test
    void chineseColumnsAreReadAsWell() {
        home.run(home.file("baidu.csv", """
                日期,触点,推广计划,展现,点击,消费
                2026/11/2,search_ad.baidu,品牌词,"1,204",33,"1,100.50"
                """));

        assertThat(home.ask("SELECT day, campaign, amount, currency, impressions FROM cost"))
                .containsExactly("2026-11-02|品牌词|1100.5000|CNY|1204");
    }

    @Test
    void aMappingSaysWhichTouchpointAPlatformsReportIsAbout() {
        Path mapping = home.file("google.yaml", """
                mapping: 1
                source: google-ads
                currency: USD
                inputs:
                  - name: report
                    headers: [Day, Campaign, Cost]
                    unmatched: skip
                    cost:
                      when: {not: {of: Campaign, is: Total}}
                      day: {time: Day, zone: America/New_York}
                      touchpoint: {concat: [{constant: search_ad.google}, {slug: Campaign}], with: '.'}
                      campaign: Campaign
                      amount: Cost
                """);
        Path file = home.file("google.csv", """
                Day,Campaign,Cost
                2026-11-02,Brand Words,$12.30
                2026-11-02,Total,$12.30
                """);

        ImportReport report = home.runBy(mapping, file);

        assertThat(report.quarantined()).isZero();
        assertThat(home.ask("SELECT source, day, touchpoint, amount, currency FROM cost"))
                .containsExactly("google-ads|2026-11-02|search_ad.google.brand-words|12.3000|USD");
    }

    @Test
    void theGuidesMappingReadsAPlatformsReport() throws IOException {
        String guide = Files.readString(Path.of("..", "docs", "guides", "costs.md"));
        String yaml = guide.substring(guide.indexOf("```yaml") + "```yaml".length());
        Path mapping = home.file("baidu.yaml", "mapping: 1" + yaml.substring(0, yaml.indexOf("```")));
        Path file = home.file("baidu.csv", """
                日期,推广计划,消费,展现,点击
                2026-11-02,品牌词,1204.50,12034,843
                2026-11-02,行业词,12,--,--
                """);

        home.runBy(mapping, file);

        assertThat(costs())
                .containsExactly(
                        "2026-11-02|search_ad.baidu.品牌词|1204.5000|CNY|12034|843",
                        "2026-11-02|search_ad.baidu.行业词|12.0000|CNY|null|null");
    }

    @Test
    void aMappingOfTouchesAndCostsIsRefused() {
        Path mapping = home.file("both.yaml", """
                mapping: 1
                inputs:
                  - name: a
                    headers: [day]
                    cost: {day: day, touchpoint: {constant: store}, amount: amount}
                  - name: b
                    headers: [at]
                    touches: [{kind: view, at: at}]
                """);

        assertThatThrownBy(() -> home.importer()
                        .preview(
                                new ImportRequest(
                                        List.of(home.file("monday.csv", MONDAY)),
                                        null,
                                        mapping,
                                        null,
                                        ReadingHints.NONE),
                                5))
                .hasFieldOrPropertyWithValue("code", MappingError.MAPPING_INVALID)
                .hasMessageContaining("touches or costs, not both");
    }

    @Test
    void aPreviewShowsCostsAndWritesNothing() {
        Preview preview = home.importer().preview(ImportRequest.of("ad-spend", home.file("monday.csv", MONDAY)), 1);

        assertThat(preview.touches().columns()).startsWith("day", "touchpoint");
        assertThat(preview.touches().rows()).hasSize(1);
        assertThat(home.costs().snapshots()).isEmpty();
    }

    @Test
    void anImportThatWasCutOffBehindItsCommitIsFoundInTheCostTable() {
        ImportReport report = home.run(home.file("monday.csv", MONDAY));
        ImportStore store = new ImportStore(home.folder(), TestHome.BRAND);
        ImportStore.Entry entry = store.find(report.importId()).orElseThrow();
        store.save(entry.with(report.ended(State.STAGED, 0)));

        assertThat(home.reopened().list().getFirst().state()).isEqualTo(State.COMMITTED);

        store.save(entry.with(report.ended(State.UNDOING, 0)));

        assertThat(home.reopened().list().getFirst().state()).isEqualTo(State.UNDONE);
        assertThat(reported()).isZero();
    }

    @Test
    void manyReportsBecomeOneFileAndCanStillBeTakenBackOneByOne() {
        ImportReport first = home.run(home.file("first.csv", MONDAY));
        for (int i = 1; i < 20; i++) {
            home.run(home.file("report.csv", MONDAY.replace("100.50", "100." + (50 + i))));
        }
        home.costs().compact();
        assertThat(costs()).contains("2026-11-02|search_ad.baidu|100.6900|CNY|1000|30");

        home.importer().undo(first.importId());

        assertThat(reported()).isEqualTo(38);
        assertThat(costs())
                .containsExactly(
                        "2026-11-02|feed_ad.douyin|80.0000|CNY|5000|12",
                        "2026-11-02|search_ad.baidu|100.6900|CNY|1000|30");
    }
}
