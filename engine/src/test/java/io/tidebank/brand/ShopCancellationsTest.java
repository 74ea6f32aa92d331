package io.tidebank.brand;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidebank.collect.ImportRequest;
import io.tidebank.sql.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What shops' exports tell of orders that were never paid, paid late, closed or given back without any goods. */
class ShopCancellationsTest extends InOpenBrand {

    private static final String WOO = """
            Order Number,Order Status,Order Date,Paid Date,Email (Billing),Order Subtotal Amount,Order Shipping Amount,Order Total Amount,Item Name,Quantity,Item Cost,Order Refund Amount
            2001,%s,2026-01-02 10:00,%s,eve@mail.example,%s,%s,%s,Mug,1,%s,%s
            """;
    private static final String SALES =
            "SELECT day, gmv::DOUBLE, cancelled::DOUBLE, net::DOUBLE FROM sales_day ORDER BY day";

    @Test
    void anOrderWhosePaymentFailedIsASaleOnceItIsPaidAndNoneOnceItIsCancelled() throws IOException {
        load("woocommerce-orders", WOO.formatted("Failed", "", "40", "0", "40", "40", ""));
        assertThat(rows(SALES)).containsExactly("2026-01-02|40.0|40.0|0.0");
        assertThat(rows("SELECT is_void FROM order_total")).containsExactly("true");

        load("woocommerce-orders", WOO.formatted("Completed", "2026-01-03 10:30", "40", "0", "40", "40", ""));
        assertThat(rows(SALES)).containsExactly("2026-01-02|40.0|40.0|0.0", "2026-01-03|0.0|-40.0|40.0");
        assertThat(rows("SELECT is_void FROM order_total")).containsExactly("false");

        load("woocommerce-orders", WOO.formatted("Cancelled", "2026-01-03 10:30", "40", "0", "40", "40", ""));
        assertThat(rows("SELECT is_void FROM order_total")).containsExactly("true");
        assertThat(rows("SELECT sum(net)::DOUBLE FROM sales_day")).containsExactly("0.0");
    }

    @Test
    void anOrderThatIsClosedUnpaidLeavesSalesOnTheDayOfThat() throws IOException {
        load("qianniu-orders", """
                订单编号,买家会员名,买家应付货款,买家实际支付金额,订单状态,订单创建时间,订单付款时间,宝贝总数量,订单关闭时间
                3300000000000000001,小鱼,150.00,0.00,交易关闭,2026-01-02 10:00:00,,1,2026-01-05 10:00:00
                """);

        assertThat(rows(SALES)).containsExactly("2026-01-02|150.0|0.0|150.0", "2026-01-05|0.0|150.0|-150.0");
    }

    @Test
    void withoutASubtotalARefundCountsNoMoreThanWasPaidBack() throws IOException {
        load("woocommerce-orders", WOO.formatted("Completed", "2026-01-02 10:30", "", "10", "110", "100", "50"));

        assertThat(rows("SELECT kind, amount::DOUBLE FROM touch ORDER BY kind"))
                .containsExactly("order|100.0", "pay|100.0", "refund|50.0");
    }

    @Test
    void whatIsPaidBackOfAFreeOrdersShippingIsNoRefundOfTheOrder() throws IOException {
        load("woocommerce-orders", WOO.formatted("Completed", "2026-01-02 10:30", "0", "5", "5", "0", "2"));

        assertThat(rows("SELECT kind FROM touch ORDER BY kind")).containsExactly("order", "pay");
        assertThat(rows("SELECT is_void FROM order_total")).containsExactly("false");
    }

    @Test
    void aPaymentThatIsKnownIsNotDoubledByTheOrderReportAlone() throws IOException {
        String orders = """
                订单编号,买家会员名,买家应付货款,买家实际支付金额,订单状态,订单创建时间,订单付款时间,宝贝总数量
                3300000000000000001,小鱼,50.00,50.00,交易成功,2026-01-02 10:00:00,2026-01-02 10:05:00,1
                """;
        Path report = Files.writeString(folder.resolve("orders.csv"), orders);
        Path items = Files.writeString(folder.resolve("items.csv"), """
                订单编号,标题,价格,购买数量
                3300000000000000001,壶,abc,1
                """);
        brand.importer().run(ImportRequest.of("qianniu-orders", report, items), Progress.NONE);
        brand.refresh(Progress.NONE);
        assertThat(rows("SELECT kind, amount::DOUBLE FROM touch")).containsExactly("pay|50.0");

        load("qianniu-orders", orders + "\n");

        assertThat(rows("SELECT kind, sum(amount)::DOUBLE FROM touch GROUP BY kind ORDER BY kind"))
                .containsExactly("order|50.0", "pay|50.0");
    }

    private void load(String preset, String text) throws IOException {
        Path file = Files.writeString(folder.resolve("orders.csv"), text);
        brand.importer().run(ImportRequest.of(preset, file), Progress.NONE);
        brand.refresh(Progress.NONE);
    }
}
