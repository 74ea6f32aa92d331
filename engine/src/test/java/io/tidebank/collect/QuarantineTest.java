package io.tidebank.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tidebank.collect.ImportReport.FaultCount;
import io.tidebank.collect.format.ReadingHints;
import io.tidebank.sql.Progress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Bad rows: found, placed, kept under lock, and brought back. */
class QuarantineTest extends InTestHome {

    private static final String MAPPING = """
            mapping: 1
            source: shop
            zone: UTC
            currency: EUR
            times: ['yyyy-MM-dd HH:mm:ss'%s]
            inputs:
              - name: rows
                headers: [at, event, user, money]
                touches:
                  - kind: {translate: event, to: {look: view, buy: order, give: refund}}
                    at: at
                    ids: {user: user}
                    amount: money
            """;
    private static final String ROWS = """
            at,event,user,money
            2025-01-01 00:00:00,look,1,
            "2025-01-01 00:00:00","look","two
            lines",
            01.02.2025,look,3,
            2025-01-01 00:00:00,jump,4,
            2025-01-01 00:00:00,buy,5,12 euros
            2025-01-01 00:00:00,buy,6

            ,look,7,
            2999-01-01 00:00:00,look,8,
            2025-01-01 00:00:00,buy,9,"1,000.50"
            """;

    private ImportReport load(String rows) {
        return loadFile(home.file("rows.csv", rows));
    }

    private ImportReport loadFile(Path file) {
        Path mapping = home.file("shop.yaml", MAPPING.formatted(""));
        return home.runBy(mapping, file);
    }

    @Test
    void aRefundBelowZeroIsPutAsideAndAnOrderBelowZeroIsNot() {
        ImportReport report = load("""
                at,event,user,money
                2025-01-01 00:00:00,give,1,-5
                2025-01-01 00:00:00,give,2,5
                2025-01-01 00:00:00,buy,3,-5
                """);

        assertThat(report.touches()).isEqualTo(2);
        assertThat(home.importer().quarantined(report.importId(), 100).rows())
                .extracting(row -> row.subList(2, 6))
                .containsExactly(List.of(2L, "money", "NEGATIVE_REFUND", "2025-01-01 00:00:00,give,1,-5"));
    }

    /** What programs write where they have no date would give every day since then a row. */
    @Test
    void anEmptyDateIsNoTime() {
        ImportReport report = load("""
                at,event,user,money
                0001-01-01 00:00:00,look,1,
                1899-12-30 00:00:00,buy,2,5
                1900-01-01 00:00:00,look,3,
                """);

        assertThat(report.touches()).isEqualTo(1);
        assertThat(home.importer().quarantined(report.importId(), 100).rows())
                .extracting(row -> row.subList(2, 5))
                .containsExactly(List.of(2L, "at", "BAD_TIME"), List.of(3L, "at", "BAD_TIME"));
    }

    /** In whichever money it is told, and where it is handed out over lines. */
    @Test
    void aRefundIsPutAsideWhereverItIsBelowZero() {
        Path mapping = home.file("refunds.yaml", """
                mapping: 1
                source: shop
                zone: UTC
                currency: EUR
                times: ['yyyy-MM-dd']
                inputs:
                  - name: rows
                    headers: [at, order, money, home, total]
                    touches:
                      - {kind: refund, at: at, amount: money, amount_home: home}
                      - {kind: refund, at: at, amount: {share: total, by: money, per: order}}
                """);
        Path rows = home.file("refunds.csv", """
                at,order,money,home,total
                2025-01-01,1,5,35,10
                2025-01-01,1,5,-35,10
                2025-01-01,2,5,35,-10
                """);

        ImportReport report = home.runBy(mapping, rows);

        assertThat(home.importer().quarantined(report.importId(), 100).rows())
                .extracting(row -> row.subList(2, 5))
                .containsExactly(List.of(3L, "home", "NEGATIVE_REFUND"), List.of(4L, "total", "NEGATIVE_REFUND"));
    }

    @Test
    void everyBadRowIsToldWithItsLineColumnReasonAndText() {
        ImportReport report = load(ROWS);

        assertThat(report.rows()).isEqualTo(9);
        assertThat(home.importer().quarantined(report.importId(), 100).rows())
                .extracting(row -> row.subList(2, 6))
                .containsExactly(
                        List.of(5L, "at", "BAD_TIME", "01.02.2025,look,3,"),
                        List.of(6L, "event", "UNKNOWN_KIND", "2025-01-01 00:00:00,jump,4,"),
                        List.of(7L, "money", "BAD_NUMBER", "2025-01-01 00:00:00,buy,5,12 euros"),
                        List.of(8L, "", "TOO_FEW_COLUMNS", "2025-01-01 00:00:00,buy,6"),
                        List.of(10L, "at", "MISSING_VALUE", ",look,7,"),
                        List.of(11L, "at", "IN_THE_FUTURE", "2999-01-01 00:00:00,look,8,"));
        assertThat(home.ask("SELECT primary_id, amount FROM touch ORDER BY primary_id"))
                .containsExactly("user:1|null", "user:9|1000.5000", "user:two\nlines|null");
        assertThat(report.faults()).hasSize(6);
        assertThat(home.importer().quarantined().rows()).hasSize(6);
    }

    private static final String UNCLOSED = """
            at,event,user,money
            2025-01-01 00:00:00,look,1,
            2025-01-01 00:00:00,look,"2,
            2025-01-01 00:00:00,look,3,
            2025-01-01 00:00:00,buy,4,"1,000.50"
            2025-01-01 00:00:00,look,"",
            2025-01-01 00:00:00,look,5,,6
            2025-01-01 00:00:00,look,"6"7,
            2025-01-01 00:00:00,look,"eight
            and nine",
            2025-01-01 00:00:00,look,"10,
            2025-01-01 00:00:00,look,11,
            """;

    @Test
    void aQuoteThatIsNeverClosedSwallowsNothing() {
        ImportReport report = load(UNCLOSED);

        assertThat(home.importer().quarantined(report.importId(), 100).rows())
                .extracting(row -> row.subList(2, 6))
                .containsExactly(
                        List.of(3L, "", "UNCLOSED_QUOTE", "2025-01-01 00:00:00,look,\"2,"),
                        List.of(7L, "", "TOO_MANY_COLUMNS", "2025-01-01 00:00:00,look,5,,6"),
                        List.of(8L, "", "STRAY_QUOTE", "2025-01-01 00:00:00,look,\"6\"7,"),
                        List.of(11L, "", "UNCLOSED_QUOTE", "2025-01-01 00:00:00,look,\"10,"));
        assertThat(home.ask("SELECT primary_id FROM touch ORDER BY primary_id"))
                .containsExactly("user:1", "user:11", "user:3", "user:4", "user:eight\nand nine", "null");
        assertThat(report.rows()).isEqualTo(report.touches() + report.quarantined());
        assertThat(report.note())
                .startsWith(
                        "rows.csv:3 opens a quote that is never closed (lines like it: 2): that line is put aside, and"
                                + " reading went on behind it");
    }

    /** Several of DuckDB's buffers: its threads begin in the middle of what the quote would swallow. */
    @Test
    void noLineOfALongFileIsLostBehindAQuoteThatIsNeverClosed() {
        int lines = 1_500_000;
        ImportReport report = load(
                "at,event,user,money\n2025-01-01 00:00:00,look,\"0,\n" + "2025-01-01 00:00:00,look,1,\n".repeat(lines));

        assertThat(report.touches()).isEqualTo(lines);
        assertThat(report.quarantined()).isEqualTo(1);
        assertThat(report.rows()).isEqualTo(lines + 1L);
    }

    @Test
    void aRepairedQuoteBringsItsRowBack() {
        ImportReport report = load(UNCLOSED);
        List<List<@Nullable Object>> bad =
                home.importer().quarantined(report.importId(), 100).rows();
        repair(bad.getFirst(), "2025-01-01 00:00:00,look,\"2\",");
        repair(bad.getLast(), "2025-01-01 00:00:00,look,\"still 10,");

        assertThat(replay(report, null).touches()).isEqualTo(1);
        assertThat(home.importer().quarantined(report.importId(), 100).rows())
                .extracting(row -> row.get(4))
                .containsExactly("TOO_MANY_COLUMNS", "STRAY_QUOTE", "UNCLOSED_QUOTE");
    }

    @Test
    void aBrokenCharacterCostsItsRowAndNotTheEncodingOfTheFile() throws IOException {
        String good = "at,event,user,money\n" + "2025-01-01 00:00:00,look,茶,\n".repeat(30);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(good.getBytes(StandardCharsets.UTF_8));
        bytes.write("2025-01-01 00:00:00,look,t\u00e9,\n".getBytes(StandardCharsets.ISO_8859_1));
        Files.write(home.folder().resolve("broken.csv"), bytes.toByteArray());
        ImportReport report = loadFile(home.folder().resolve("broken.csv"));

        assertThat(home.ask("SELECT primary_id, count(*) FROM touch GROUP BY ALL"))
                .containsExactly("user:茶|30");
        assertThat(home.importer().quarantined(report.importId(), 100).rows())
                .extracting(row -> row.subList(2, 5))
                .containsExactly(List.of(32L, "", "NOT_UTF8"));
    }

    @Test
    void namesOfFilesMayHoldAnything() {
        Path mapping = home.file("shop.yaml", MAPPING.formatted("").replace("money", "'net|gross'"));
        Path file = home.file("rows|x|y.csv", "at,event,user,net|gross\n2025-01-01 00:00:00,buy,5,12 euros\n");
        ImportReport report = home.runBy(mapping, file);

        List<FaultCount> faults = List.of(new FaultCount("rows|x|y.csv", "net|gross", "BAD_NUMBER", 1));
        assertThat(report.faults()).isEqualTo(faults);
        assertThat(replay(report, null).faults()).isEqualTo(faults);
    }

    private void repair(List<@Nullable Object> row, String text) {
        home.importer().repair(Long.parseLong(String.valueOf(row.getFirst())), text);
    }

    @Test
    void theTextOfABadRowIsNotReadableInTheHome() throws IOException {
        load(ROWS.replace("12 euros", "SECRET-TEXT"));

        for (String name : List.of("catalog.db", "catalog.db-wal")) {
            Path file = home.folder().resolve(name);
            if (Files.exists(file)) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .doesNotContain("SECRET-TEXT");
            }
        }
    }

    @Test
    void aCorrectedMappingBringsRowsBackAsTheTouchesTheyWouldHaveBeen() {
        ImportReport report = load(ROWS);
        Path corrected = home.file("corrected.yaml", MAPPING.formatted(", 'dd.MM.yyyy'"));

        ImportReport replay = replay(report, corrected);
        ImportReport again = replay(report, corrected);

        assertThat(replay.touches()).isEqualTo(1);
        assertThat(again.touches()).isZero();
        assertThat(home.ask("SELECT occurred_at::DATE, right(touch_id, 4) FROM touch WHERE primary_id = 'user:3'"))
                .containsExactly("2025-02-01|-3.0");
        assertThat(home.importer().quarantined(report.importId(), 100).rows()).hasSize(5);
    }

    @Test
    void aRepairedTextBringsItsRowBack() {
        ImportReport report = load(ROWS);
        for (List<@Nullable Object> row :
                home.importer().quarantined(report.importId(), 100).rows()) {
            String text = String.valueOf(row.get(5));
            home.importer()
                    .repair(
                            Long.parseLong(String.valueOf(row.get(0))),
                            text.equals("2025-01-01 00:00:00,buy,6") ? text + ",3.00" : text.replace(" euros", ""));
        }

        assertThat(replay(report, null).touches()).isEqualTo(2);
        assertThat(home.ask("SELECT primary_id, amount FROM touch WHERE primary_id IN ('user:5', 'user:6') ORDER BY 1"))
                .containsExactly("user:5|12.0000", "user:6|3.0000");
        assertThat(home.importer().quarantined(report.importId(), 100).rows()).hasSize(4);
    }

    /** The repair is somebody's work: it is not lost with the import that it was made in. */
    @Test
    void repairsOutliveAnUndo() {
        ImportReport first = load(ROWS);
        List<List<@Nullable Object>> bad =
                home.importer().quarantined(first.importId(), 100).rows();
        repair(bad.get(2), "2025-01-01 00:00:00,buy,5,12");
        replay(first, null);
        repair(bad.get(3), "2025-01-01 00:00:00,buy,6,3.00");
        home.importer().undo(first.importId());
        assertThat(home.ask("SELECT count(*) FROM touch")).containsExactly("0");

        ImportReport again = load(ROWS);

        assertThat(again.touches()).isEqualTo(3);
        assertThat(again.note())
                .contains("Repaired in an earlier import of the same content: 2 rows; bring them in with"
                        + " tidebank quarantine replay " + again.importId());
        assertThat(home.importer().quarantined(again.importId(), 100).rows())
                .extracting(row -> row.get(5))
                .contains("2025-01-01 00:00:00,buy,5,12", "2025-01-01 00:00:00,buy,6,3.00");
        assertThat(replay(again, null).touches()).isEqualTo(2);
        assertThat(home.ask("SELECT primary_id, amount FROM touch WHERE primary_id IN ('user:5', 'user:6') ORDER BY 1"))
                .containsExactly("user:5|12.0000", "user:6|3.0000");
    }

    @Test
    void repairsAreOfTheContentTheyWereMadeFor() {
        ImportReport first = load(ROWS);
        repair(home.importer().quarantined(first.importId(), 100).rows().getFirst(), "2025-01-01 00:00:00,look,3,");
        home.importer().undo(first.importId());

        ImportReport other = load(ROWS + "2025-01-01 00:00:00,look,10,\n");

        assertThat(other.note()).doesNotContain("Repaired");
        assertThat(home.importer()
                        .quarantined(other.importId(), 100)
                        .rows()
                        .getFirst()
                        .get(5))
                .isEqualTo("01.02.2025,look,3,");
    }

    @Test
    void amountsOfAnotherCurrencyAreNotTakenForTheMappings() {
        ImportReport report = load("""
                at,event,user,money
                2025-01-01 00:00:00,buy,1,€9.99
                2025-01-01 00:00:00,buy,2,9.99 EUR
                2025-01-01 00:00:00,buy,3,£9.99
                2025-01-01 00:00:00,buy,4,US$9.99
                2025-01-01 00:00:00,buy,5,9.99USD
                2025-01-01 00:00:00,buy,6,"¥1,000"
                """);

        assertThat(report.touches()).isEqualTo(2);
        assertThat(report.faults())
                .extracting(FaultCount::reason, FaultCount::column, FaultCount::rows)
                .containsExactly(tuple("OTHER_CURRENCY", "money", 4L));
    }

    @Test
    void anAmountWithTheSignOfAnotherCurrencyThanItsRowIsPutAside() {
        Path mapping = home.file("shop.yaml", MAPPING.formatted("") + "        currency: cur\n");
        Path file = home.file("rows.csv", """
                at,event,user,money,cur
                2025-01-01 00:00:00,buy,1,$10.00,GBP
                2025-01-01 00:00:00,buy,2,£10.00,GBP
                2025-01-01 00:00:00,buy,3,$10.00,
                2025-01-01 00:00:00,buy,4,$10.00,US dollars
                2025-01-01 00:00:00,buy,5,￥10.00,RMB
                2025-01-01 00:00:00,buy,6,-10.00,GBP
                """);
        ImportReport report = home.runBy(mapping, file);

        assertThat(home.importer().quarantined(report.importId(), 10).rows())
                .extracting(row -> row.subList(2, 5))
                .containsExactly(List.of(2L, "money", "OTHER_CURRENCY"), List.of(4L, "money", "OTHER_CURRENCY"));
        assertThat(report.note()).contains("Orders with a negative amount: 1, which count as they stand");
    }

    @Test
    void aPreviewPlacesBadRowsAsTheImportDoes() {
        Path mapping = home.file("shop.yaml", MAPPING.formatted(""));
        Path file = home.file("rows.csv", """
                at,event,user,money
                2025-01-01 00:00:00,look,1,
                2025-01-01 00:00:00,look
                2025-01-01 00:00:00,look,2,,extra
                2999-01-01 00:00:00,look,3,
                2025-01-01 00:00:00,look,"4,
                2025-01-01 00:00:00,look,"5" x,
                ,look,6,
                2025-01-01 00:00:00,look,"7
                seven",
                """ + "2025-01-01 00:00:00,look,8,\n".repeat(20));
        ImportRequest request = new ImportRequest(List.of(file), null, mapping, null, ReadingHints.NONE);
        Preview preview = home.importer().preview(request, 8);
        ImportReport report = home.importer().run(request, Progress.NONE);

        assertThat(preview.touches().rows()).hasSize(2);
        assertThat(preview.faults().rows())
                .hasSize(6)
                .isEqualTo(home.importer().quarantined(report.importId(), 100).rows().stream()
                        .map(row -> row.subList(1, row.size()))
                        .toList());
    }

    @Test
    void undoTakesReplayedRowsOutAsWell() {
        ImportReport report = load(ROWS);
        ImportReport replay = replay(report, home.file("corrected.yaml", MAPPING.formatted(", 'dd.MM.yyyy'")));

        assertThat(home.importer().undo(report.importId()).note())
                .contains("Taken out with it: replay " + replay.importId() + " of its quarantine");
        assertThat(home.ask("SELECT count(*) FROM touch")).containsExactly("0");
        assertThat(home.importer().quarantined().rows()).isEmpty();
        assertThat(load(ROWS).touches()).as("the same file may come again").isEqualTo(3);
    }

    private ImportReport replay(ImportReport report, @Nullable Path mapping) {
        return home.importer().replay(report.importId(), mapping, List.of(), Progress.NONE);
    }
}
