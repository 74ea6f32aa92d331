package io.tidebank.collect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Order and item reports of the Qianniu workbench with the columns that they have today. */
class QianniuNewReportsTest extends InTestHome {

    private static final String ORDERS = """
            订单编号,买家会员名,买家应付货款,买家应付邮费,总金额,买家实付金额,支付详情,订单状态,收货人姓名,联系手机,订单创建时间,订单付款时间,商品标题,宝贝总数量,退款金额,发货时间,确认收货时间,商家编码
            ="3300000000000000001",李明2.0,180,0,180,180,支付宝,交易成功,林*,138****1234,2026-02-01 10:00:00,2026-02-01 10:05:00,茶叶 250g,3,0,,,TEA-250
            ="3300000000000000002",小鱼,100,10,110,72,支付宝,交易成功,王*,138****1235,2026-02-02 10:00:00,2026-02-02 10:05:00,茶壶,1,38,,,POT-1
            ="3300000000000000003",t**,20,0,20,0,,交易关闭,王*,138****1236,2026-02-03 10:00:00,,茶包,1,0,,,BAG-1
            """;

    private static final String ITEMS = """
            子订单编号,主订单编号,商品标题,商品价格,购买数量,外部系统编号,商品属性,商家编码,支付单号,买家应付货款,买家实付金额,订单状态,退款状态,退款金额,订单创建时间,订单付款时间,商品ID
            ="3300000000000000011",="3300000000000000001",茶叶 250g,80,2,,,TEA-250,,144,144,交易成功,没有申请退款,无退款申请,2026-02-01 10:00:00,2026-02-01 10:05:00,1
            ="3300000000000000012",="3300000000000000001",茶杯,40,1,,颜色:白,CUP-W,,36,36,交易成功,没有申请退款,无退款申请,2026-02-01 10:00:00,2026-02-01 10:05:00,2
            ="3300000000000000002",="3300000000000000002",茶壶,120,1,,,POT-1,,100,62,交易成功,退款成功,38,2026-02-02 10:00:00,2026-02-02 10:05:00,3
            ="3300000000000000003",="3300000000000000003",茶包,20,1,,,BAG-1,,20,0,交易关闭,没有申请退款,无退款申请,2026-02-03 10:00:00,,4
            """;

    private static final String LINES =
            "SELECT item, quantity, amount FROM touch WHERE kind = 'order' ORDER BY order_id, item";

    @Test
    void theOrderReportAloneIsKnownByItsColumns() {
        ImportReport report = home.run(home.file("orders.csv", ORDERS));

        assertThat(report.mapping()).isEqualTo("qianniu-orders");
        assertThat(report.quarantined()).isZero();
        assertThat(home.ask("SELECT right(order_id, 1), kind, amount FROM touch ORDER BY order_id, kind"))
                .containsExactly(
                        "1|order|180.0000",
                        "1|pay|180.0000",
                        "2|order|100.0000",
                        "2|pay|100.0000",
                        "2|refund|38.0000",
                        "3|cancel|null",
                        "3|order|20.0000");
        assertThat(home.ask("SELECT DISTINCT primary_id FROM touch WHERE kind = 'pay' ORDER BY 1"))
                .containsExactly("user:小鱼", "user:李明2.0");
    }

    @Test
    void itemsShareTheMoneyOfTheirOrdersByWhatWasPaidForThem() {
        ImportReport report = home.run(items(), home.file("orders.csv", ORDERS));

        assertThat(report.mapping()).isEqualTo("qianniu-orders");
        assertThat(report.quarantined()).isZero();
        assertThat(home.ask(LINES))
                .containsExactly(
                        "CUP-W|1.0000|36.0000",
                        "TEA-250|2.0000|144.0000",
                        "POT-1|1.0000|100.0000",
                        "BAG-1|1.0000|20.0000");
        assertThat(home.ask("SELECT properties ->> 'sub_order' FROM touch WHERE item = 'CUP-W'"))
                .containsExactly("3300000000000000012");
    }

    /** A shop's history was exported before the columns changed, and its last month overlaps with the new reports. */
    @Test
    void aLineOfAnOldReportIsTheSameInANewOne() {
        home.run(home.file("old-items.csv", """
                        订单编号,标题,价格,购买数量,商品属性,商家编码
                        3300000000000000001,茶叶 250g,80,2,,TEA-250
                        3300000000000000001,茶杯,40,1,颜色:白,CUP-W
                        """), home.file("old-orders.csv", """
                        订单编号,买家会员名,买家应付货款,买家应付邮费,总金额,买家实际支付金额,订单状态,订单创建时间,订单付款时间,退款金额
                        3300000000000000001,李明2.0,180,0,180,180,交易成功,2026-02-01 10:00:00,2026-02-01 10:05:00,0
                        """));
        assertThat(home.ask("SELECT count(*), sum(amount) FROM touch WHERE kind = 'order'"))
                .containsExactly("2|180.0000");

        home.run(items(), home.file("orders.csv", ORDERS));

        assertThat(home.ask("SELECT count(*), sum(amount) FROM touch WHERE kind = 'order'"))
                .containsExactly("4|300.0000");
        assertThat(home.ask("SELECT count(*), sum(amount) FROM touch WHERE kind = 'pay'"))
                .containsExactly("2|280.0000");
    }

    @Test
    void ordersOfAReportThatNamesNoBuyersAreGuests() {
        List<String> rows = ORDERS.lines()
                .map(row -> row.replaceFirst("^([^,]*),[^,]*,", "$1,"))
                .toList();
        ImportReport report = home.run(home.file("orders.csv", String.join("\n", rows) + "\n"));

        assertThat(report.mapping()).isEqualTo("qianniu-orders");
        assertThat(home.ask("SELECT count(*), count(primary_id), sum(amount) FROM touch WHERE kind = 'pay'"))
                .containsExactly("2|0|280.0000");
    }

    private Path items() {
        return home.file("items.csv", ITEMS);
    }
}
