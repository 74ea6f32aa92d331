package io.tidebank.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Order and item reports of the Qianniu workbench. */
class QianniuPresetTest extends InTestHome {

    @Test
    void qianniuOrdersAloneAreOneLineEach() {
        ImportReport report = home.run(PresetTest.sample("qianniu-orders.csv"));

        assertThat(report.mapping()).isEqualTo("qianniu-orders");
        assertThat(report.quarantined()).isEqualTo(1);
        assertThat(home.ask(PresetTest.MONEY))
                .containsExactly(
                        "3300000000000000001|order|180.0000|1",
                        "3300000000000000001|pay|180.0000|1",
                        "3300000000000000002|order|1299.0000|1",
                        "3300000000000000002|pay|1299.0000|1",
                        "3300000000000000003|order|66.0000|1",
                        "3300000000000000004|order|88.0000|1",
                        "3300000000000000004|pay|88.0000|1",
                        "3300000000000000004|refund|88.0000|1",
                        "3300000000000000005|cancel|null|1",
                        "3300000000000000005|order|20.0000|1");
    }

    /** As merchants export them: what was paid back is gone from the payment. */
    @Test
    void aPartOfAQianniuOrderThatWasPaidBackIsNoMoreThanThat() {
        String row = "330000000000000000%d,小鱼%d,%s,%s,%s,2026-02-01 10:00:00,2026-02-01 10:05:00,%s\n";
        home.run(
                "qianniu-orders",
                home.file(
                        "orders.csv",
                        """
                订单编号,买家会员名,总金额,买家实际支付金额,订单状态,订单创建时间,订单付款时间,退款金额
                """
                                + row.formatted(1, 1, "327.7", "148.9", "交易成功", "178.8")
                                + row.formatted(2, 2, "102", "64", "交易成功", "38")
                                + row.formatted(3, 3, "64.8", "0", "交易关闭", "64.8")
                                + row.formatted(4, 4, "21", "21", "交易成功", "0")));

        assertThat(
                        home.ask(
                                "SELECT right(order_id, 1), kind, amount FROM touch WHERE kind <> 'pay' ORDER BY order_id, kind"))
                .containsExactly(
                        "1|order|327.7000",
                        "1|refund|178.8000",
                        "2|order|102.0000",
                        "2|refund|38.0000",
                        "3|order|64.8000",
                        "3|refund|64.8000",
                        "4|order|21.0000");
    }

    @Test
    void aQianniuOrderIsWorthWhatWasPaidWhereNoTotalIsTold() {
        String row = "330000000000000000%d,小鱼%d,%s,%s,2026-02-01 10:00:00,2026-02-01 10:05:00,%s\n";
        home.run(
                "qianniu-orders",
                home.file(
                        "orders.csv",
                        """
                订单编号,买家会员名,买家实际支付金额,订单状态,订单创建时间,订单付款时间,退款金额
                """
                                + row.formatted(1, 1, "100", "交易关闭", "100")
                                + row.formatted(2, 2, "0", "交易关闭", "100")
                                + row.formatted(3, 3, "100", "交易成功", "")));

        assertThat(
                        home.ask(
                                "SELECT right(order_id, 1), kind, amount FROM touch WHERE kind <> 'pay' ORDER BY order_id, kind"))
                .containsExactly(
                        "1|order|100.0000",
                        "1|refund|100.0000",
                        "2|order|100.0000",
                        "2|refund|100.0000",
                        "3|order|100.0000");
    }

    @Test
    void aPaidQianniuOrderThatIsClosedIsCancelledWhereNothingIsSaidOfRefunds() {
        home.run("qianniu-orders", home.file("orders.csv", """
                订单编号,买家会员名,买家应付货款,买家实际支付金额,订单状态,订单创建时间,订单付款时间,订单关闭时间
                3300000000000000001,小鱼,88,0,交易关闭,2026-02-01 10:00:00,2026-02-01 10:05:00,2026-02-03 10:00:00
                """));

        assertThat(home.ask("SELECT kind, amount, strftime(occurred_at, '%m-%d') FROM touch ORDER BY kind"))
                .containsExactly("cancel|null|02-03", "order|88.0000|02-01", "pay|88.0000|02-01");
    }

    @Test
    void qianniuItemsAreJoinedToTheirOrdersAndShareTheirMoney() {
        ImportReport report = home.run(PresetTest.sample("qianniu-items.csv"), PresetTest.sample("qianniu-orders.csv"));

        assertThat(home.ask("SELECT item, quantity, amount FROM touch WHERE kind = 'order' ORDER BY order_id, item"))
                .containsExactly(
                        "CUP-W|1.0000|36.0000",
                        "TEA-250|2.0000|144.0000",
                        "POT-1|1.0000|1299.0000",
                        "STRAIN-1|1.0000|66.0000",
                        "BOX-1|2.0000|88.0000",
                        "BAG-1|1.0000|20.0000");
        assertThat(home.ask("SELECT count(*) FROM touch WHERE kind = 'pay'")).containsExactly("3");
        assertThat(report.faults())
                .extracting(ImportReport.FaultCount::column, ImportReport.FaultCount::reason)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("订单编号", "MISSING_LOOKUP"),
                        org.assertj.core.groups.Tuple.tuple("订单创建时间", "BAD_TIME"));
    }

    @Test
    void maskedNicknamesAndPhonesAreTextAndNeverIdentify() {
        home.run(PresetTest.sample("qianniu-orders.csv"));

        assertThat(home.ask("SELECT primary_id, len(ids), properties ->> 'buyer_masked', properties ->> 'phone_masked'"
                        + " FROM touch WHERE order_id = '3300000000000000002' AND kind = 'pay'"))
                .containsExactly("null|0|t**|138****1234");
        assertThat(home.ask("SELECT primary_id, ids[2].type, length(ids[2].value) FROM touch"
                        + " WHERE order_id = '3300000000000000001' AND kind = 'pay'"))
                .containsExactly("user:小鱼爱喝茶|phone#|64");
        assertThat(home.ask("SELECT count(*) FROM touch WHERE properties LIKE '%1380000%' OR properties LIKE '%林小鱼%'"
                        + " OR properties LIKE '%文三路%' OR ids::VARCHAR LIKE '%1380000%'"))
                .containsExactly("0");
    }

    @Test
    void strangersWithTheSameMaskAreNotOnePerson() {
        String row = "33000000000000001%02d,%s,88.00,88.00,交易成功,%s,2025-11-12 10:00:00,2025-11-12 10:05:00\n";
        StringBuilder rows = new StringBuilder("订单编号,买家会员名,买家应付货款,买家实际支付金额,订单状态,联系手机,订单创建时间,订单付款时间\n");
        List<String> phones =
                List.of("'138****1234", "138＊＊＊＊1234", "138xxxx1234", "138••••1234", "138●●●●1234", "138××××1234");
        List<String> buyers = List.of("t**", "王＊", "王＊", "王•", "王●", "王×");
        for (int i = 0; i < phones.size(); i++) {
            rows.append(row.formatted(i, buyers.get(i), phones.get(i)));
        }
        home.run("qianniu-orders", home.file("orders.csv", rows.toString()));

        assertThat(home.ask("SELECT primary_id, len(ids), properties ->> 'phone_masked', properties ->> 'buyer_masked'"
                        + " FROM touch WHERE kind = 'pay' ORDER BY order_id"))
                .containsExactly(
                        "null|0|138****1234|t**",
                        "null|0|138＊＊＊＊1234|王＊",
                        "null|0|138xxxx1234|王＊",
                        "null|0|138••••1234|王•",
                        "null|0|138●●●●1234|王●",
                        "null|0|138××××1234|王×");
    }

    @Test
    void aNicknameWithASignInItIsSomebodysAndNoText() {
        String row = "33000000000000002%02d,%s,88.00,88.00,交易成功,2025-11-12 10:00:00,2025-11-12 10:05:00\n";
        StringBuilder rows = new StringBuilder("订单编号,买家会员名,买家应付货款,买家实际支付金额,订单状态,订单创建时间,订单付款时间\n");
        List<String> buyers = List.of("●小鱼●", "kiko×coca", "阿依古丽•买买提", "tb12xx34", "138xxxx1234");
        for (int i = 0; i < buyers.size(); i++) {
            rows.append(row.formatted(i, buyers.get(i)));
        }
        home.run("qianniu-orders", home.file("orders.csv", rows.toString()));

        assertThat(home.ask("SELECT primary_id, properties ->> 'buyer_masked' FROM touch WHERE kind = 'pay'"
                        + " ORDER BY order_id"))
                .containsExactly(
                        "user:●小鱼●|null",
                        "user:kiko×coca|null",
                        "user:阿依古丽•买买提|null",
                        "user:tb12xx34|null",
                        "null|138xxxx1234");
    }

    @Test
    void qianniuOrdersCountByTheirLinesAlsoWhenTheirReportComesAgainAlone() throws IOException {
        home.run(PresetTest.sample("qianniu-items.csv"), PresetTest.sample("qianniu-orders.csv"));
        List<String> lines = home.ask(PresetTest.MONEY);
        String later = Files.readString(PresetTest.sample("qianniu-orders.csv"), Charset.forName("GB18030"));
        ImportReport alone = home.run("qianniu-orders", home.file("later.csv", later));

        assertThat(alone.touches()).isZero();
        assertThat(alone.note()).contains("Orders whose lines the lake has one by one: 5,");
        assertThat(home.ask(PresetTest.MONEY)).isEqualTo(lines);
    }

    @Test
    void qianniuItemsOfOrdersThatStandAsOneLineAreRefused() {
        ImportReport alone = home.run(PresetTest.sample("qianniu-orders.csv"));
        List<String> once = home.ask(PresetTest.MONEY);

        assertThatThrownBy(
                        () -> home.run(PresetTest.sample("qianniu-items.csv"), PresetTest.sample("qianniu-orders.csv")))
                .hasMessageContaining("one line each, and that would count twice with their lines: 5.")
                .hasMessageContaining("tidebank import --undo " + alone.importId());
        assertThat(home.ask(PresetTest.MONEY)).isEqualTo(once);

        home.importer().undo(alone.importId());
        home.run(PresetTest.sample("qianniu-items.csv"), PresetTest.sample("qianniu-orders.csv"));
        assertThat(home.ask("SELECT sum(amount) FROM touch WHERE kind = 'order'"))
                .containsExactly("1653.0000");
    }
}
