package io.tidebank.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidebank.collect.format.ReadingHints;
import io.tidebank.collect.quarantine.QuarantineError;
import io.tidebank.sql.Progress;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that are replayed keep their names, whatever stands beside them. */
class ReplayTest extends InTestHome {

    private static final String ORDERS = """
            at,user,money
            Total,,
            2026-01-02,7,x
            2026-01-03,8,y
            2026-01-04,9,5
            """;

    private ImportReport load() {
        Path mapping = home.file("shop.yaml", """
                mapping: 1
                source: shop
                times: ['yyyy-MM-dd']
                inputs:
                  - name: rows
                    headers: [at, user, money]
                    touches:
                      - {kind: order, at: at, ids: {user: user}, amount: money}
                """);
        return home.importer()
                .run(
                        new ImportRequest(
                                List.of(home.file("rows.csv", ORDERS)), null, mapping, null, ReadingHints.NONE),
                        Progress.NONE);
    }

    private List<List<@Nullable Object>> bad(ImportReport report) {
        return home.importer().quarantined(report.importId(), 100).rows();
    }

    private long number(ImportReport report, int row) {
        return Long.parseLong(String.valueOf(bad(report).get(row).getFirst()));
    }

    private ImportReport replay(ImportReport report) {
        return home.importer().replay(report.importId(), null, List.of(), Progress.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "  ", "\n", "2026-01-01,1,2\n", "2026-01-01,1,2\n2026-01-01,1,3", "2026-01-01,\"1\n\"x,2"})
    void aRepairIsOneRecord(String text) {
        ImportReport report = load();

        assertThatThrownBy(() -> home.importer().repair(number(report, 0), text))
                .hasFieldOrPropertyWithValue("code", QuarantineError.QUARANTINE_REPAIR_INVALID)
                .hasMessageContaining("is one record, and so is its repair");
    }

    @Test
    void aRowThatIsNoTouchIsDropped() {
        ImportReport report = load();
        home.importer().drop(report.importId(), number(report, 0));
        home.importer().repair(number(report, 0), "2026-01-02,7,4");

        assertThat(replay(report).touches()).isEqualTo(1);
        assertThat(home.ask("SELECT right(touch_id, 4), primary_id FROM touch ORDER BY 1"))
                .containsExactly("-2.0|user:7", "-4.0|user:9");
        assertThat(bad(report)).hasSize(1);
        assertThatThrownBy(() -> home.importer().drop(report.importId(), 1))
                .hasFieldOrPropertyWithValue("code", QuarantineError.QUARANTINE_NOT_FOUND)
                .hasMessage("No row 1 of import %s in the quarantine", report.importId());
    }

    @Test
    void aRepairMayHoldALineBreakInQuotes() {
        ImportReport report = load();
        home.importer().repair(number(report, 0), "2026-01-01,\"1\n2\",3");
        home.importer().repair(number(report, 1), "2026-01-02,7,4");

        assertThat(replay(report).touches()).isEqualTo(2);
        assertThat(home.ask("SELECT right(touch_id, 4), primary_id FROM touch ORDER BY 1"))
                .containsExactly("-1.0|user:1\n2", "-2.0|user:7", "-4.0|user:9");
    }

    /** Such repairs were taken once. */
    @Test
    void aTextThatIsNoRecordStaysAndMovesNoOther() throws SQLException {
        ImportReport report = load();
        home.importer().repair(number(report, 1), "2026-01-02,7,4");
        makeBlankAsBefore(report);

        assertThat(replay(report).touches()).isEqualTo(1);
        assertThat(replay(report).touches()).isZero();
        assertThat(home.ask("SELECT right(touch_id, 4), primary_id FROM touch ORDER BY 1"))
                .containsExactly("-2.0|user:7", "-4.0|user:9");
        assertThat(bad(report)).extracting(row -> row.get(5)).containsExactly("", "2026-01-03,8,y");
    }

    /** Texts are locked to their import: that of an empty row of another is of no use here. */
    private void makeBlankAsBefore(ImportReport report) throws SQLException {
        byte[] blank = new io.tidebank.collect.quarantine.RowLock(
                        io.tidebank.collect.privacy.BrandKeys.open(folder, TestHome.BRAND)
                                .quarantineKey())
                .lock("", report.importId());
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("catalog.db"));
                PreparedStatement update =
                        connection.prepareStatement("UPDATE quarantine SET raw = ?, repaired = 1 WHERE id = ?")) {
            update.setBytes(1, blank);
            update.setLong(2, number(report, 0));
            update.executeUpdate();
        }
    }

    /** The first line says what holds for the order, and its lines share the subtotal: one line alone would get it all. */
    @Test
    void linesOfAnOrderThatShareATotalComeWithTheirFile() {
        ImportReport report = home.run("shopify-orders", home.file("orders.csv", """
                Name,Email,Financial Status,Paid at,Subtotal,Created at,Lineitem quantity,Lineitem name,Lineitem price
                #1,a@x.com,paid,2026-01-02 10:00:00 +0000,30.00,2026-01-02 10:00:00 +0000,1,Tea,10.00
                #1,,,,,,1o,Pot,20.00
                """));
        home.importer().repair(number(report, 0), "#1,,,,,,1,Pot,20.00");

        assertThat(report.quarantined()).isEqualTo(1);
        assertThatThrownBy(() -> replay(report))
                .hasFieldOrPropertyWithValue("code", QuarantineError.QUARANTINE_NEEDS_FILE)
                .hasMessageContaining(
                        "correct the file, undo the import (tidebank import --undo %s), and import it again",
                        report.importId());
        assertThat(bad(report)).hasSize(1);
    }
}
