package io.tidebank.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidebank.collect.ImportReport.State;
import io.tidebank.collect.mapping.MappingError;
import io.tidebank.sql.Progress;
import io.tidebank.sql.SqlError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** An import as a whole: once, all or nothing, and out again. */
class ImporterTest extends InTestHome {

    private static final String HEADER =
            "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n";
    private static final String JANUARY = HEADER + """
            1,A,tea,2,2011-01-10 09:00:00,1.50,7.0,UK
            1,A,tea,1,2011-01-10 09:00:00,1.50,7.0,UK
            2,B,cup,1,2011-01-20 09:00:00,4.00,8.0,UK
            """;
    private static final String FEBRUARY = HEADER + """
            2,B,cup,1,2011-01-20 09:00:00,4.00,8.0,UK
            3,C,pot,1,2011-02-01 09:00:00,9.00,,UK
            """;

    private List<String> touchIds() {
        return home.ask("SELECT touch_id FROM touch ORDER BY touch_id");
    }

    @Test
    void twoExportsThatOverlapGiveEachOrderOnce() {
        home.run(home.file("january.csv", JANUARY));
        ImportReport february = home.run(home.file("february.csv", FEBRUARY));

        assertThat(february.duplicates()).isEqualTo(2);
        assertThat(february.touches()).isEqualTo(2);
        assertThat(touchIds())
                .containsExactly(
                        "order/1/A/1.0000/1.5000/1",
                        "order/1/A/2.0000/1.5000/1",
                        "order/2/B/1.0000/4.0000/1",
                        "order/3/C/1.0000/9.0000/1",
                        "pay/1",
                        "pay/2",
                        "pay/3");
    }

    @Test
    void anOrderThatHasAnotherDateInALaterExportIsStillTheSameOrder() {
        home.run(home.file("january.csv", JANUARY));
        ImportReport later = home.run(home.file("later.csv", JANUARY.replace("2011-01-", "2011-03-")));

        assertThat(later.touches()).isZero();
        assertThat(touchIds()).doesNotHaveDuplicates().hasSize(5);
    }

    @Test
    void twoExportsThatOverlapInOneImportGiveEachOrderOnce() {
        home.run(home.file("january.csv", JANUARY), home.file("february.csv", FEBRUARY));

        assertThat(touchIds())
                .containsExactly(
                        "order/1/A/1.0000/1.5000/1",
                        "order/1/A/2.0000/1.5000/1",
                        "order/2/B/1.0000/4.0000/1",
                        "order/3/C/1.0000/9.0000/1",
                        "pay/1",
                        "pay/2",
                        "pay/3");
    }

    @Test
    void anUndoneImportIsGoneAndTheOthersStay() {
        ImportReport january = home.run(home.file("january.csv", JANUARY));
        ImportReport february = home.run(home.file("february.csv", FEBRUARY));

        ImportReport undone = home.importer().undo(february.importId());

        assertThat(undone.state()).isEqualTo(State.UNDONE);
        assertThat(home.ask("SELECT DISTINCT import_id FROM touch")).containsExactly(january.importId());
        assertThat(home.importer().list())
                .extracting(ImportReport::state)
                .containsExactly(State.UNDONE, State.COMMITTED);
        assertThatThrownBy(() -> home.importer().undo(february.importId()))
                .hasFieldOrPropertyWithValue("code", ImportError.IMPORT_NOT_COMMITTED);
        assertThatThrownBy(() -> home.importer().undo("nonsense")).hasMessage("No import 'nonsense' of brand 'demo'");
    }

    @Test
    void aFileForAnotherPresetIsRefusedWithTheColumnsThatAreMissing() {
        Path file = home.file("other.csv", "InvoiceNo,Quantity,InvoiceDate\n1,2,2011-01-01\n");

        assertThatThrownBy(() -> home.run("online-retail", file))
                .hasFieldOrPropertyWithValue("code", MappingError.MAPPING_MISMATCH)
                .hasMessage(
                        "other.csv is no file for online-retail: no column 'StockCode', 'Description', 'UnitPrice or Price',"
                                + " 'CustomerID or Customer ID', 'Country'. It has: InvoiceNo, Quantity, InvoiceDate");
        assertThatThrownBy(() -> home.run(file)).hasFieldOrPropertyWithValue("code", MappingError.MAPPING_UNKNOWN);
        assertThat(home.touches().snapshot()).isZero();
    }

    @Test
    void aColumnOfIdsIsOneHoweverItIsWritten() {
        String rows = "TOUCH_ID,Occurred_At,KIND,User\nt1,2026-01-01,view,7\nt1,2026-01-01,view,7\n";
        home.run(home.file("a.csv", rows));
        ImportReport again = home.run(home.file("b.csv", rows + "t2,2026-01-02,view,7\n"));

        assertThat(again.touches()).isEqualTo(1);
        assertThat(again.duplicates()).isEqualTo(2);
        assertThat(touchIds()).containsExactly("t1", "t2");
    }

    @Test
    void theFirstRowOfAFileWithoutHeaderIsNotTold() {
        for (String row :
                List.of("张三,13812345678,红茶", "张三,138****5678,红茶", "张三,2026-01-02 08:00,红茶", "王五,wu@x.org,红茶")) {
            assertThatThrownBy(() -> home.run(home.file("rows.csv", row + "\n" + row + "\n")))
                    .hasFieldOrPropertyWithValue("code", MappingError.MAPPING_UNKNOWN)
                    .hasMessageStartingWith("No preset knows the columns of rows.csv: column 1, column 2, column 3. ");
        }
        assertThatThrownBy(() -> home.run(home.file("named.csv", "时间,商品,金额2\n2026-01-02,红茶,1\n")))
                .hasMessageStartingWith("No preset knows the columns of named.csv: 时间, 商品, 金额2. ");
    }

    @Test
    void aCancelledImportLeavesNothing() throws IOException {
        Path file = home.file("january.csv", JANUARY);
        List<String> steps = new ArrayList<>();
        Progress stopsWhenWriting = new Progress() {
            @Override
            public void at(String step, long done, long total) {
                steps.add(step);
            }

            @Override
            public boolean cancelled() {
                return steps.contains("Writing touches");
            }
        };

        assertThatThrownBy(() -> home.importer().run(ImportRequest.of(file), stopsWhenWriting))
                .hasFieldOrPropertyWithValue("code", SqlError.SQL_CANCELLED);

        assertThat(home.touches().snapshot()).isZero();
        assertThat(home.importer().list()).extracting(ImportReport::state).containsExactly(State.CANCELLED);
        assertThat(filesUnder("lake", ".parquet")).isEmpty();
        assertThat(filesUnder("scratch", "")).isEmpty();
        assertThat(home.run(file).state()).isEqualTo(State.COMMITTED);
    }

    @Test
    void whatIsStoppedOrFailsAtTheLastMomentIsListedWithoutTouches() {
        ReportDraft draft = new ReportDraft("i1", TestHome.BRAND, "generic", Clock.systemUTC());
        draft.touches(Map.of("order", 7L), List.of());

        for (State ended : List.of(State.CANCELLED, State.FAILED)) {
            assertThat(draft.end(ended, 0).touches()).isZero();
            assertThat(draft.end(State.STAGED, 0).ended(ended, 0).touches()).isZero();
        }
        assertThat(draft.end(State.COMMITTED, 1).touches()).isEqualTo(7);
    }

    private List<String> filesUnder(String name, String suffix) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve(name))) {
            return files.filter(Files::isRegularFile)
                    .map(Path::toString)
                    .filter(file -> file.endsWith(suffix))
                    .toList();
        }
    }

    @Test
    void anImportCutOffAfterItsCommitIsFoundInTheLake() throws SQLException {
        ImportReport january = home.run(home.file("january.csv", JANUARY));
        setState(january.importId(), State.STAGED);

        assertThat(home.reopened().list()).extracting(ImportReport::state).containsExactly(State.COMMITTED);
        assertThat(home.importer().list().getFirst().snapshot()).isEqualTo(january.snapshot());
    }

    @Test
    void soIsOneWhoseSnapshotIsNoLongerKept() throws SQLException {
        ImportReport january = home.run(home.file("january.csv", JANUARY));
        for (int month = 2; month < 6; month++) {
            home.run(home.file(
                    "month-%d.csv".formatted(month),
                    HEADER + "1%1$d,A,tea,1,2011-0%1$d-10 09:00:00,1,7.0,UK\n".formatted(month)));
        }
        home.touches().expire(Instant.now().plusSeconds(60), 1);
        setState(january.importId(), State.STAGED);

        assertThat(home.touches().snapshots()).noneMatch(it -> it.id() == january.snapshot());
        assertThat(home.reopened().list()).extracting(ImportReport::state).containsOnly(State.COMMITTED);
    }

    @Test
    void anImportCutOffBeforeItsCommitCountsAsNeverBegun() throws SQLException {
        ImportReport january = home.run(home.file("january.csv", JANUARY));
        home.importer().undo(january.importId());
        setState(january.importId(), State.RUNNING);

        assertThat(home.reopened().list()).extracting(ImportReport::state).containsExactly(State.FAILED);
        assertThat(home.run(home.file("january.csv", JANUARY)).touches()).isEqualTo(5);
    }

    @Test
    void anUndoCutOffIsBroughtToItsEnd() throws SQLException {
        ImportReport january = home.run(home.file("january.csv", JANUARY));
        setState(january.importId(), State.UNDOING);

        assertThat(home.reopened().list()).extracting(ImportReport::state).containsExactly(State.UNDONE);
        assertThat(home.ask("SELECT count(*) FROM touch")).containsExactly("0");
    }

    /** The disk is full just then, or the tables are locked by somebody for too long. */
    @Test
    void anImportWhoseEndCouldNotBeNotedIsNotImportedAgain() throws SQLException {
        Path file = home.file("january.csv", JANUARY);
        refuse(State.COMMITTED);
        assertThatThrownBy(() -> home.run(file)).hasFieldOrPropertyWithValue("code", ImportError.IMPORT_STORE_FAILED);
        execute("DROP TRIGGER refuse");

        assertThat(home.run(file).state()).isEqualTo(State.REPEATED);
        assertThat(home.importer().list()).extracting(ImportReport::state).containsExactly(State.COMMITTED);
        assertThat(touchIds()).hasSize(5).doesNotHaveDuplicates();
    }

    @Test
    void anUndoWhoseEndCouldNotBeNotedIsTakenUpAgain() throws SQLException {
        ImportReport january = home.run(home.file("january.csv", JANUARY));
        refuse(State.UNDONE);
        assertThatThrownBy(() -> home.importer().undo(january.importId()))
                .hasFieldOrPropertyWithValue("code", ImportError.IMPORT_STORE_FAILED);
        execute("DROP TRIGGER refuse");

        assertThat(home.importer().undo(january.importId()).state()).isEqualTo(State.UNDONE);
        assertThat(touchIds()).isEmpty();
    }

    private void refuse(State state) throws SQLException {
        execute(
                "CREATE TRIGGER refuse BEFORE INSERT ON import_run WHEN NEW.state = '%s' BEGIN SELECT RAISE(ABORT, 'full'); END"
                        .formatted(state));
    }

    /** As a crash leaves it. */
    private void setState(String importId, State state) throws SQLException {
        execute(
                "UPDATE import_run SET state = '%1$s', report = json_set(report, '$.state', '%1$s') WHERE import_id = '%2$s'"
                        .formatted(state, importId));
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("catalog.db"));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void aPreviewShowsTouchesAndWritesNothing() {
        Preview preview = home.importer()
                .preview(
                        ImportRequest.of(home.file("january.csv", JANUARY + "3,C,pot,one,2011-01-21 09:00:00,1,,UK\n")),
                        4);

        assertThat(preview.mapping()).isEqualTo("online-retail");
        assertThat(preview.touches().rows())
                .extracting(row -> row.get(1))
                .containsExactly("order", "order", "pay", "order");
        assertThat(preview.faults().columns()).containsExactly("file", "line", "column", "reason", "text");
        assertThat(preview.faults().rows())
                .singleElement()
                .satisfies(row ->
                        assertThat(row.subList(0, 4)).containsExactly("january.csv", 5L, "Quantity", "BAD_NUMBER"));
        assertThat(home.touches().snapshot()).isZero();
        assertThat(home.importer().list()).isEmpty();
    }

    @Test
    void aPresetThatNearlyFitsSaysWhichColumnIsMissing() {
        String header = "买家会员名,买家实际支付金额,订单状态,订单创建时间,订单付款时间";
        Path orders = home.file("orders.csv", header + "\n甲,5,交易成功,2025-01-01 10:00:00,2025-01-01 10:00:00\n");
        Path items = home.file("items.csv", "订单编号,标题,价格,购买数量\n1,茶,5,1\n");

        assertThatThrownBy(() -> home.run(orders))
                .hasFieldOrPropertyWithValue("code", MappingError.MAPPING_UNKNOWN)
                .hasMessageContaining(
                        ". It looks like qianniu-orders, but the column '订单编号' is missing. Look at a preview");
        assertThat(home.importer().preview(ImportRequest.of(orders), 10).yaml())
                .startsWith("# It looks like qianniu-orders, but the column '订单编号' is missing.");
        assertThatThrownBy(() -> home.run(items))
                .hasMessageContaining("It is the file 'items' of qianniu-orders, which also needs the file 'orders'");
    }

    @Test
    void aFileWithNamesOfColumnsOnlySaysSo() {
        ImportReport report = home.run(home.file("empty.csv", HEADER));
        Preview unknown = home.importer().preview(ImportRequest.of(home.file("other.csv", "when,who,what\n")), 10);

        assertThat(report.state()).isEqualTo(State.COMMITTED);
        assertThat(report.touches()).isZero();
        assertThat(report.note()).isEqualTo("empty.csv holds the names of columns and no rows");
        assertThat(unknown.touches().rows()).isEmpty();
        assertThat(unknown.faults().rows()).isEmpty();
        assertThat(unknown.yaml()).contains("headers: ['when', 'who', 'what']");
    }

    @Test
    void aProposedMappingCanBeImportedByAsItStands() {
        Path file = home.file("log.csv", """
                when,customer,what,sku,total,mail,full name
                2025/1/2 8:05,17,add_to_cart,T-1,,a@b.cn,Ada
                2025/1/3 9:15,17,purchase,T-1,12.50,a@b.cn,Ada
                """);
        Preview preview = home.importer().preview(ImportRequest.of(file), 10);

        assertThat(preview.mapping()).isEqualTo("proposed");
        assertThat(preview.yaml()).contains("'add_to_cart': cart").doesNotContain("'full name': 'full name'");
        Path mapping = home.file("log.yaml", preview.yaml());
        ImportReport report = home.importer()
                .run(
                        new ImportRequest(
                                List.of(file), null, mapping, null, io.tidebank.collect.format.ReadingHints.NONE),
                        Progress.NONE);
        assertThat(report.quarantined()).isZero();
        assertThat(home.ask(
                        "SELECT occurred_at::VARCHAR, kind, primary_id, item, amount FROM touch ORDER BY occurred_at"))
                .containsExactly(
                        "2025-01-02 00:05:00+00|cart|user:17|T-1|null",
                        "2025-01-03 01:15:00+00|order|user:17|T-1|12.5000");
    }

    @Test
    void theBrandsKeyIsForItsOwnerOnly() throws IOException {
        Path key = folder.resolve("keys/demo.key");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(key)).hasSize(64);
    }
}
