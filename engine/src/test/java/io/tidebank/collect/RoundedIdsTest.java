package io.tidebank.collect;

import static io.tidebank.collect.Workbook.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidebank.sql.DuckDb;
import io.tidebank.sql.EngineSettings;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Ids that a spreadsheet shortened are of several orders or people: their rows are put aside. */
class RoundedIdsTest extends InTestHome {

    private static ImportReport.FaultCount rounded(String file, String column, long rows) {
        return new ImportReport.FaultCount(file, column, "ROUNDED_ID", rows);
    }

    @Test
    void twoOrdersDoNotBecomeOneByTheirRoundedNumber() {
        ImportReport report = home.run("qianniu-orders", home.file("a.csv", """
                订单编号,买家会员名,买家实际支付金额,订单状态,订单创建时间,订单付款时间
                2.35912E+18,甲,10,交易成功,2026-01-02 10:00:00,2026-01-02 10:01:00
                2.35912E+18,乙,20,交易成功,2026-01-03 10:00:00,2026-01-03 10:01:00
                ="2359123456789012345",丙,30,交易成功,2026-01-04 10:00:00,2026-01-04 10:01:00
                """));

        assertThat(report.faults()).containsExactly(rounded("a.csv", "订单编号", 2));
        assertThat(home.ask("SELECT DISTINCT order_id FROM touch")).containsExactly("2359123456789012345");
    }

    @Test
    void keysOrdersAndIdentifiersAreLookedAtAndNothingElse() {
        ImportReport report = home.run(home.file("a.csv", """
                occurred_at,kind,touch_id,primary_id,user,phone,order_id,item,amount
                2026-01-02 10:00:00,pay,5.72136E+12,,1,,o1,,1
                2026-01-02 10:00:00,pay,t2,user:5.72136E+12,,,o2,,1
                2026-01-02 10:00:00,pay,t3,,"5,72136E+12",,o3,,1
                2026-01-02 10:00:00,pay,t4,,4,,1E+18,,1
                2026-01-02 10:00:00,pay,t5,,1e23,8.61381E+12,o5,6.90123E+12,1.5E+03
                2026-01-02 10:00:00,pay,4.0128e+10,,9e+05,,o6,,2
                """));

        assertThat(report.faults())
                .containsExactlyInAnyOrder(
                        rounded("a.csv", "touch_id", 1),
                        rounded("a.csv", "primary_id", 1),
                        rounded("a.csv", "user", 1),
                        rounded("a.csv", "order_id", 1));
        assertThat(home.ask("SELECT touch_id, primary_id, len(ids), item, amount FROM touch ORDER BY amount"))
                .containsExactly("4.0128e+10|user:9e+05|1|null|2.0000", "t5|user:1e23|1|6.90123E+12|1500.0000");
    }

    @Test
    void cellsOfMoreDigitsThanASheetKeepsAreNoIds() {
        String row = "<row r=\"%1$d\">%2$s%3$s<c r=\"C%1$d\"><v>%4$s</v></c><c r=\"D%1$d\"><v>12.5</v></c></row>";
        Path file = Workbook.write(
                folder.resolve("a.xlsx"),
                "<cellXfs count=\"1\"><xf numFmtId=\"0\"/></cellXfs>",
                "<row r=\"1\">%s%s%s%s</row>"
                                .formatted(
                                        text("A1", "occurred_at"),
                                        text("B1", "kind"),
                                        text("C1", "order_id"),
                                        text("D1", "amount"))
                        + row.formatted(2, text("A2", "2026-01-02"), text("B2", "pay"), "2.3591234567890099E+18")
                        + row.formatted(3, text("A3", "2026-01-02"), text("B3", "pay"), "1000000000000000")
                        + row.formatted(4, text("A4", "2026-01-02"), text("B4", "pay"), "572136123456789"));
        ImportReport report = home.run(file);

        assertThat(report.faults()).containsExactly(rounded("a.xlsx", "order_id", 2));
        assertThat(home.ask("SELECT order_id, amount FROM touch")).containsExactly("572136123456789|12.5000");
    }

    @Test
    void numbersThatADoubleDoesNotTellApartAreNoIds() {
        Path file = folder.resolve("a.parquet");
        try (DuckDb duckDb = DuckDb.inMemory(new EngineSettings(1L << 30, 1, folder))) {
            duckDb.execute("""
                    COPY (SELECT TIMESTAMPTZ '2026-01-01' AS occurred_at, 'pay' AS kind, id AS order_id,
                        '2359123456789012345'::BIGINT AS "user", id * 1e-6 AS amount
                    FROM (VALUES (9007199254740993::DOUBLE), (1e16), (5721361234567)) AS ids(id))
                    TO '%s' (FORMAT parquet)""".formatted(file));
        }
        ImportReport report = home.run(file);

        assertThat(report.faults()).containsExactly(rounded("a.parquet", "order_id", 2));
        assertThat(home.ask("SELECT order_id, primary_id FROM touch"))
                .containsExactly("5721361234567.0|user:2359123456789012345");
    }

    @Test
    void costsOfSeveralCreativesDoNotBecomeOne() {
        ImportReport report = home.run("ad-spend", home.file("a.csv", """
                day,touchpoint,creative,amount
                2026-01-02,search_ad.baidu,1.2021E+17,5
                2026-01-02,search_ad.baidu,120210000000000001,7
                """));

        assertThat(report.faults()).containsExactly(rounded("a.csv", "creative", 1));
    }
}
