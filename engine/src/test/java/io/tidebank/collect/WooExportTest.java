package io.tidebank.collect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** WooCommerce's orders as Advanced Order Export writes them today, by shops with statuses and languages of their own. */
class WooExportTest extends InTestHome {

    private static final String HEADER =
            "Order Number,Order Status,Order Date,Paid Date,Date of first refund,Order Total Amount,Order Subtotal Amount,Cart Discount Amount,Order Refund Amount,SKU,Item Name,Quantity (- Refund),Item Cost,Coupon Code\n";

    @Test
    void theDefaultColumnsAreKnownThoughQuantitiesAreLessRefunds() {
        ImportReport report = home.run(home.file("orders.csv", HEADER + """
                1001,Completed,2025-04-01 10:00,,,40,40,0,10,MUG,Mug,2,10,
                1001,Completed,2025-04-01 10:00,,,40,40,0,10,JAR,Jar,1,20,
                """));

        assertThat(report.mapping()).isEqualTo("woocommerce-orders");
        assertThat(home.ask(PresetTest.MONEY))
                .containsExactly("1001|order|40.0000|2", "1001|pay|40.0000|1", "1001|refund|10.0000|1");
    }

    @Test
    void anOrderIsPaidInAnyStatusThatHasATimeOfItsPayment() {
        String row = "%d,%s,2025-04-01 10:00,%s,,40,40,0,,MUG,Mug,2,20,\n";
        home.run(home.file(
                "orders.csv",
                HEADER
                        + row.formatted(1, "Qurbani Charged", "2025-04-02 10:00")
                        + row.formatted(2, "Qurbani Charged", "")
                        + row.formatted(3, "On hold", "2025-04-02 10:00")
                        + row.formatted(4, "已完成", "")
                        + row.formatted(5, "Storniert", "2025-04-02 10:00")
                        + row.formatted(6, "Delivered", "")));

        assertThat(
                        home.ask(
                                "SELECT order_id, kind, strftime(occurred_at, '%d') FROM touch WHERE kind <> 'order' ORDER BY order_id"))
                .containsExactly("1|pay|02", "4|pay|01", "5|cancel|02", "6|pay|01");
    }

    @Test
    void aRefundActsWhenTheFirstOneCame() {
        home.run(home.file("orders.csv", HEADER + """
                1001,Completed,2025-04-01 10:00,2025-04-01 11:00,2025-04-09 10:00,40,40,0,10,MUG,Mug,2,20,
                """));

        assertThat(home.ask("SELECT kind, strftime(occurred_at, '%m-%d') FROM touch ORDER BY kind"))
                .containsExactly("order|04-01", "pay|04-01", "refund|04-09");
    }

    /** The plugin writes as many rows as there are lines or coupons, whichever are more. */
    @Test
    void aSecondCouponIsNoLine() {
        ImportReport report = home.run(home.file("orders.csv", HEADER + """
                1001,Completed,2025-04-01 10:00,,,30,40,10,,MUG,Mug,2,20,TEN
                1001,Completed,2025-04-01 10:00,,,30,40,10,,,,,,SPRING
                """));

        assertThat(report.quarantined()).isZero();
        assertThat(home.ask(PresetTest.MONEY)).containsExactly("1001|order|30.0000|1", "1001|pay|30.0000|1");
    }
}
