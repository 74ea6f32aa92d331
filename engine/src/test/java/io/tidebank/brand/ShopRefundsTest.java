package io.tidebank.brand;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidebank.collect.ImportReport;
import io.tidebank.collect.ImportRequest;
import io.tidebank.sql.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What has been paid back of an order grows from one export of a shop to the next. */
class ShopRefundsTest extends InOpenBrand {

    /** An order of one line, as each shop exports it; the status and what was paid back by now are left open. */
    enum Shop {
        SHOPIFY("shopify-orders", "partially_refunded", "20.00", "19.4175", "refunded", "113.00", """
                Name,Email,Financial Status,Paid at,Currency,Subtotal,Shipping,Taxes,Total,Created at,Lineitem quantity,Lineitem name,Lineitem price,Refunded Amount,Id
                #1001,ada@mail.example,%s,2026-01-02 10:05:00 +0800,CNY,100.00,10.00,3.00,113.00,2026-01-02 10:00:00 +0800,1,Pot,100.00,%s,5001
                """),
        WOOCOMMERCE("woocommerce-orders", "Completed", "11.00", "10.0000", "Refunded", "54.00", """
                Order Number,Order Status,Order Date,Email (Billing),Order Subtotal Amount,Order Shipping Amount,Order Total Amount,Item Name,Quantity,Item Cost,Order Refund Amount
                2001,%s,2026-01-02 10:00,eve@mail.example,40,10,54,Mug,1,40,%s
                """),
        /** The payment stays what it was. */
        QIANNIU("qianniu-orders", "交易成功", "40.00", "40.0000", "交易关闭", "158.00", """
                订单编号,买家会员名,买家应付货款,买家应付邮费,买家实际支付金额,订单状态,订单创建时间,订单付款时间,宝贝总数量,退款金额
                3300000000000000001,小鱼,150.00,8.00,158.00,%s,2026-01-02 10:00:00,2026-01-02 10:05:00,1,%s
                """),
        /** What was paid back is gone from the payment; a voucher of the marketplace has paid a part of the price. */
        QIANNIU_NET("qianniu-orders", "交易成功,90.00", "40.00", "46.1538", "交易关闭,0.00", "130.00", """
                订单编号,买家会员名,总金额,订单状态,买家实际支付金额,订单创建时间,订单付款时间,宝贝总数量,退款金额
                3300000000000000001,小鱼,150.00,%s,2026-01-02 10:00:00,2026-01-02 10:05:00,1,%s
                """);

        private final String preset;
        private final String someStatus;
        private final String some;
        private final String someOfGoods;
        private final String allStatus;
        private final String all;
        private final String text;

        Shop(
                String preset,
                String someStatus,
                String some,
                String someOfGoods,
                String allStatus,
                String all,
                String text) {
            this.preset = preset;
            this.someStatus = someStatus;
            this.some = some;
            this.someOfGoods = someOfGoods;
            this.allStatus = allStatus;
            this.all = all;
            this.text = text;
        }

        String partly() {
            return text.formatted(someStatus, some);
        }

        String wholly() {
            return text.formatted(allStatus, all);
        }
    }

    private static final LocalDate DAY = LocalDate.of(2026, 1, 2);

    @ParameterizedTest
    @EnumSource
    void aRefundThatHasGrownInALaterExportVoidsTheOrder(Shop shop) throws IOException {
        load(shop, shop.partly());
        brand.refresh(Progress.NONE);

        assertThat(order()).isEqualTo("false|" + shop.someOfGoods);
        assertThat(stages()).containsExactly(0L, 0L, 1L, 0L, 0L);

        load(shop, shop.wholly());
        brand.refresh(Progress.NONE);

        thatTheOrderIsVoid(shop);
    }

    @ParameterizedTest
    @EnumSource
    void anOlderExportThatComesLaterAddsNothingAndSaysSo(Shop shop) throws IOException {
        load(shop, shop.wholly());
        ImportReport older = load(shop, shop.partly());
        brand.refresh(Progress.NONE);

        assertThat(older.touches()).isZero();
        assertThat(older.note())
                .contains("Refunds of less than the lake knows already")
                .contains(": 1;");
        thatTheOrderIsVoid(shop);

        ImportReport again = load(shop, shop.wholly() + "\n");
        assertThat(again.touches()).isZero();
        assertThat(again.note()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void whatIsTakenOutNamesTheImportsThatWereReckonedWithIt(Shop shop) throws IOException {
        ImportReport first = load(shop, shop.partly());
        ImportReport second = load(shop, shop.wholly());

        assertThat(brand.importer().undo(second.importId()).note()).isEmpty();
        second = load(shop, shop.wholly() + "\n");
        assertThat(brand.importer().undo(first.importId()).note())
                .contains(": %s. Undo these, too".formatted(second.importId()));
        brand.importer().undo(second.importId());
        load(shop, shop.partly());
        load(shop, shop.wholly());
        brand.refresh(Progress.NONE);

        thatTheOrderIsVoid(shop);
    }

    /** All was paid back, with tax and shipping; of what was sold, nothing is left, and not less. */
    private void thatTheOrderIsVoid(Shop shop) {
        assertThat(text("SELECT is_void, refund_amount = amount FROM order_total"))
                .isEqualTo("true|true");
        assertThat(text("SELECT sum(gmv) > 0, sum(gmv) = sum(refunds) FROM sales_day"))
                .isEqualTo("true|true");
        assertThat(
                        text(
                                "SELECT max((properties ->> 'refunded_in_all')::DECIMAL(18, 2)) FROM touch WHERE kind = 'refund'"))
                .as("what was told is kept beside")
                .isEqualTo(shop.all);
        assertThat(stages()).containsExactly(0L, 0L, 0L, 0L, 1L);
    }

    private String order() {
        return text("SELECT is_void, refund_amount::DECIMAL(18, 4) FROM order_total");
    }

    private String text(String sql) {
        return rows(sql).getFirst();
    }

    private Stream<Long> stages() {
        return brand.stages(DAY, "aipl").rows().stream().map(row -> ((Number) row.get(2)).longValue());
    }

    private ImportReport load(Shop shop, String text) throws IOException {
        Path file = Files.writeString(folder.resolve("orders.csv"), text);
        return brand.importer().run(ImportRequest.of(shop.preset, file), Progress.NONE);
    }
}
