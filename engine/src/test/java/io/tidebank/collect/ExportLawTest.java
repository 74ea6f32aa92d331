package io.tidebank.collect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The exports of one shop overlap, stand in any sequence, and tell orders anew that were paid, paid back or cancelled
 * since. Importing them one after the other gives the sums of importing each order once, as it stands in the end, and
 * importing any of them again adds nothing.
 */
class ExportLawTest {

    private static final int EXPORTS = 3;
    private static final int ORDERS = 12;

    private static final String HEADER = "Name,Email,Financial Status,Paid at,Currency,Subtotal,Shipping,Taxes,Total,"
            + "Created at,Lineitem quantity,Lineitem name,Lineitem price,Refunded Amount,Cancelled at,Id\n";
    private static final String SUMS = """
            SELECT order_id, coalesce(sum(amount) FILTER (kind = 'order'), 0) AS ordered,
                coalesce(sum(amount) FILTER (kind = 'pay'), 0) AS paid,
                coalesce(sum(amount) FILTER (kind = 'refund'), 0) AS refunded,
                refunded >= ordered OR bool_or(kind = 'cancel') AS void
            FROM touch GROUP BY order_id ORDER BY order_id""";

    @TempDir
    Path folder;

    /** Money in cents; what of it changes only grows. */
    private static final class Order {

        private final int number;
        private final int[] prices;
        private final int shipping;
        private final int tax;
        private boolean isPaid;
        private boolean isCancelled;
        private int refunded;

        Order(int number, Random random) {
            this.number = number;
            this.prices = random.ints(random.nextInt(1, 4), 1, 10_000).toArray();
            this.shipping = random.nextInt(3) * 500;
            this.tax = random.nextInt(2) * goods() / 7;
        }

        private int goods() {
            int goods = 0;
            for (int price : prices) {
                goods += price;
            }
            return goods;
        }

        private int total() {
            return goods() + shipping + tax;
        }

        void goOn(Random random) {
            isPaid = isPaid || random.nextInt(3) > 0;
            isCancelled = isCancelled || random.nextInt(8) == 0;
            if (isPaid && random.nextInt(3) == 0) {
                refunded = random.nextBoolean() ? total() : refunded + random.nextInt(total() - refunded + 1);
            }
        }

        /** What belongs to the order stands on its first line only. */
        String text() {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < prices.length; i++) {
                String order = "m%d@mail.example,%s,%s,CNY,%s,%s,%s,%s"
                        .formatted(
                                number,
                                isPaid ? "paid" : "pending",
                                isPaid ? "2026-01-02 11:00:00 +0800" : "",
                                money(goods()),
                                money(shipping),
                                money(tax),
                                money(total()));
                text.append("#%d,%s,2026-01-02 10:00:00 +0800,1,Item %d,%s,%s,%s,%s\n"
                        .formatted(
                                number,
                                i == 0 ? order : ",,,,,,,",
                                i,
                                money(prices[i]),
                                i == 0 ? money(refunded) : "",
                                i == 0 && isCancelled ? "2026-01-05 10:00:00 +0800" : "",
                                i == 0 ? 5000 + number : ""));
            }
            return text.toString();
        }

        private static String money(int cents) {
            return BigDecimal.valueOf(cents, 2).toPlainString();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void exportsOneAfterTheOtherAreTheLastStateOfEachOrderOnce(long seed) throws IOException {
        Random random = new Random(seed);
        List<Order> orders = new ArrayList<>();
        List<String> exports = new ArrayList<>();
        for (int i = 0; i < EXPORTS; i++) {
            for (int n = random.nextInt(1, ORDERS / 2); n > 0; n--) {
                orders.add(new Order(1000 + orders.size(), random));
            }
            orders.forEach(order -> order.goOn(random));
            // Each export but the last leaves some orders out.
            boolean isLast = i == EXPORTS - 1;
            exports.add(export(
                    orders.stream().filter(_ -> isLast || random.nextInt(4) > 0).toList(), random));
        }

        List<String> once = sums("once", List.of(export(orders, random)));

        assertThat(sums("forth", exports)).as("seed %d", seed).isEqualTo(once);
        Collections.shuffle(exports, random);
        assertThat(sums("shuffled", exports))
                .as("seed %d, in another sequence", seed)
                .isEqualTo(once);
    }

    private static String export(List<Order> orders, Random random) {
        List<String> rows = new ArrayList<>(orders.stream().map(Order::text).toList());
        Collections.shuffle(rows, random);
        return HEADER + String.join("", rows);
    }

    /** Imports all files one after the other, and then all again, under another content: nothing may come of that. */
    private List<String> sums(String name, List<String> exports) throws IOException {
        try (TestHome home = new TestHome(Files.createDirectories(folder.resolve(name)))) {
            exports.forEach(text -> home.run("shopify-orders", home.file("orders.csv", text)));
            List<String> sums = home.ask(SUMS);
            String touches = home.ask("SELECT count(*), count(DISTINCT touch_id) FROM touch")
                    .getFirst();
            for (String text : exports) {
                ImportReport again = home.run("shopify-orders", home.file("orders.csv", text + "\n"));
                assertThat(again.quarantined()).isZero();
                assertThat(again.touches())
                        .as("touches of a file that came before")
                        .isZero();
            }
            assertThat(home.ask("SELECT count(*), count(DISTINCT touch_id) FROM touch"))
                    .containsExactly(touches);
            return sums;
        }
    }
}
