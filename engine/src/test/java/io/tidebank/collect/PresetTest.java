package io.tidebank.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidebank.collect.format.ReadingHints;
import io.tidebank.method.MethodFiles;
import io.tidebank.sql.Progress;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Every preset on a small file of its kind. */
class PresetTest extends InTestHome {

    /** What each order has come to, by kind of touch. */
    static final String MONEY =
            "SELECT order_id, kind, sum(amount), count(*) FROM touch GROUP BY ALL ORDER BY order_id, kind";

    /** A shop writes 0 for the customer of a guest's order. */
    @Test
    void guestsOfAShopAreNotOnePerson() {
        String row = "%d,completed,2025-11-12 10:00:00,10.00,Tea,1,10.00,%s,%s,%s\n";
        home.run(
                "woocommerce-orders",
                home.file(
                        "orders.csv",
                        """
                Order Number,Order Status,Order Date,Order Total Amount,Item Name,Quantity,Item Cost,\
                Customer User ID,Email (Billing),Phone (Billing)
                """ + row.formatted(1, "0", "a@example.com", "00000000000")
                                + row.formatted(2, "0", "b@example.com", "00000000000")
                                + row.formatted(3, "0", "", "")
                                + row.formatted(4, "4", "a@example.com", "")));

        assertThat(home.ask(
                        "SELECT order_id, list_transform(ids, lambda id: id.type)::VARCHAR, left(primary_id, 7) FROM touch"
                                + " WHERE kind = 'pay' ORDER BY order_id"))
                .containsExactly("1|[email#]|email#:", "2|[email#]|email#:", "3|[]|null", "4|[user, email#]|user:4");
    }

    @Test
    void shopifyLinesShareTheSubtotalOfTheirOrder() {
        ImportReport report = home.run(sample("shopify-orders.csv"));

        assertThat(report.mapping()).isEqualTo("shopify-orders");
        assertThat(report.quarantined()).isZero();
        assertThat(home.ask(MONEY))
                .containsExactly(
                        "5001|order|90.0000|2",
                        "5001|pay|90.0000|1",
                        "5002|cancel|null|1",
                        "5002|order|25.0000|1",
                        "5002|pay|25.0000|1",
                        "5002|refund|25.0000|1",
                        "5003|order|10.0000|1");
        assertThat(home.ask("SELECT item, amount, currency, market, epoch(occurred_at)::BIGINT FROM touch"
                        + " WHERE order_id = '5001' AND kind = 'order' ORDER BY item"))
                .containsExactly("CUP|36.0000|USD|US|1740841200", "TEA|54.0000|USD|US|1740841200");
        assertThat(home.ask("SELECT count(DISTINCT primary_id), count(*) FILTER (primary_id IS NULL) FROM touch"))
                .containsExactly("2|1");
        assertThat(home.ask("SELECT DISTINCT touchpoint FROM touch ORDER BY 1"))
                .containsExactly("store.pos", "store.web");
    }

    @Test
    void woocommerceLinesShareTheSubtotalLessTheDiscount() {
        ImportReport report = home.run(sample("woocommerce-orders.csv"));

        assertThat(report.mapping()).isEqualTo("woocommerce-orders");
        assertThat(home.ask(MONEY))
                .containsExactly(
                        "2001|order|90.0000|2",
                        "2001|pay|90.0000|1",
                        "2002|order|20.0000|1",
                        "2002|pay|20.0000|1",
                        "2002|refund|20.0000|1",
                        "2003|cancel|null|1",
                        "2003|order|15.0000|1");
        assertThat(home.ask("SELECT item, amount FROM touch WHERE order_id = '2001' AND kind = 'order' ORDER BY item"))
                .containsExactly("JAR|36.0000", "MUG|54.0000");
    }

    @Test
    void linesOfOnlineRetailTwoAreKnownByTheirOtherNames() {
        ImportReport report = home.run(home.file("retail.csv", """
                Invoice,StockCode,Description,Quantity,InvoiceDate,Price,Customer ID,Country
                489434,85048,GLASS BALL,12,2009-12-01 07:45:00,6.95,13085.0,United Kingdom
                C489449,22087,PAPER BUNTING,-12,2009-12-01 10:33:00,2.95,16321.0,Australia
                """));

        assertThat(report.mapping()).isEqualTo("online-retail");
        assertThat(home.ask("SELECT kind, amount, primary_id FROM touch ORDER BY kind"))
                .containsExactly("order|83.4000|user:13085", "pay|83.4000|user:13085", "refund|35.4000|user:16321");
    }

    @Test
    void theSamePersonHasTheSameHashHoweverThePhoneIsWritten() {
        Path file = home.file("phones.csv", """
                occurred_at,kind,phone,email
                2025-01-01 08:00:00,view,+44 20 7946 0001,A@Example.com
                2025-01-01 09:00:00,view,0044 (20) 7946-0001, a@example.com
                2025-01-01 10:00:00,view,138****1234,a***@example.com
                """);
        home.run("generic", file);

        assertThat(
                        home.ask(
                                "SELECT count(DISTINCT ids), count(DISTINCT primary_id), min(len(ids)), max(len(ids)) FROM touch"))
                .containsExactly("2|1|0|2");
    }

    @Test
    void genericColumnsBecomeTheColumnsOfTheSameName() {
        Path file = home.file("touches.csv", """
                touch_id,occurred_at,kind,primary_id,item,amount,currency,order_id,polarity
                a1,2025-01-01T08:00:00+08:00,review,user:7,TEA,,,,-2
                a2,2025-01-01T00:00:01Z,order,loyalty:9,TEA,"¥1,234.50",CNY,o1,
                a2,2025-01-01T00:00:01Z,order,loyalty:9,TEA,"¥1,234.50",CNY,o1,
                a3,2025-01-01 08:00:02,frobnicate,user:7,,,,,
                """);
        ImportReport report = home.run(file);

        assertThat(report.mapping()).isEqualTo("generic");
        assertThat(home.ask("SELECT touch_id, epoch(occurred_at)::BIGINT, kind, ids[1].type, ids[1].value, amount,"
                        + " amount_home, polarity FROM touch ORDER BY touch_id"))
                .containsExactly(
                        "a1|1735689600|review|user|7|null|null|-1",
                        "a2|1735689601|order|loyalty|9|1234.5000|1234.5000|null");
        assertThat(report.faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.reason()).isEqualTo("UNKNOWN_KIND"));
    }

    /** What the guide says of two shops that number their customers from 1. */
    @Test
    void customersOfTwoShopsAreOnePersonByTheirNumberAndTwoWithoutIt() {
        String text = new MethodFiles(folder.resolve("methods")).read("presets/woocommerce-orders.yaml");
        String numbered = "        user: Customer User ID\n";
        assertThat(text).contains(numbered);
        Path own = home.file("by-address.yaml", text.replace(numbered, ""));
        String row = """
                Order Number,Order Status,Order Date,Order Total Amount,Item Name,Quantity,Item Cost,Email (Billing),Customer User ID
                %d,Completed,2025-04-01 10:00,10,Tea,1,10,%s,1
                """;
        for (String shop : List.of("tea", "cup")) {
            String email = shop + "@example.org";
            Path file = home.file(shop + "-1.csv", row.formatted(1, email));
            home.importer()
                    .run(
                            new ImportRequest(List.of(file), "woocommerce-orders", null, shop, ReadingHints.NONE),
                            Progress.NONE);
            Path other = home.file(shop + "-2.csv", row.formatted(2, email));
            home.importer()
                    .run(
                            new ImportRequest(List.of(other), null, own, shop + "-by-address", ReadingHints.NONE),
                            Progress.NONE);
        }

        assertThat(home.ask("SELECT source LIKE '%-by-address', count(DISTINCT primary_id),"
                        + " list_sort(list_distinct(flatten(list(list_transform(ids, lambda id: id.type)))))"
                        + " FROM touch GROUP BY ALL ORDER BY 1"))
                .containsExactly("false|1|[email#, user]", "true|2|[email#]");
    }

    @Test
    void aPrimaryIdBesideOtherIdentifiersIsOfTheSamePerson() {
        ImportReport report = home.run(home.file("touches.csv", """
                occurred_at,kind,primary_id,user,email,openid
                2025-01-01T00:00:01Z,view,crm:5,7,,
                2025-01-01T00:00:02Z,view,user:7,7,,
                2025-01-01T00:00:03Z,view,user:8,7,,wx1
                2025-01-01T00:00:04Z,view,user:Anna@Example.org,,anna@example.org,
                2025-01-01T00:00:05Z,view,,7,,
                2025-01-01T00:00:06Z,view,guest,7,,
                2025-01-01T00:00:07Z,view,crm:5,,,
                """));

        assertThat(report.quarantined()).isZero();
        assertThat(home.ask("SELECT primary_id, list_transform(ids, lambda id: id.type || ':' || id.value) FROM touch"
                        + " WHERE len(ids) <> 1 OR ids[1].type <> 'email#' ORDER BY occurred_at"))
                .containsExactly(
                        "crm:5|[user:7, crm:5]",
                        "user:7|[user:7]",
                        "user:8|[user:7, openid:wx1, user:8]",
                        "user:7|[user:7]",
                        "user:7|[user:7]",
                        "crm:5|[crm:5]");
        assertThat(home.ask("SELECT primary_id = 'email#:' || ids[1].value FROM touch WHERE ids[1].type = 'email#'"))
                .containsExactly("true");
    }

    @Test
    void rees46PurchasesAreOrdersAndPayments() {
        ImportReport report = home.run(RealData.file("rees46/2019-Oct_first1000.csv.gz"));

        assertThat(report.mapping()).isEqualTo("rees46");
        assertThat(report.rows()).isEqualTo(1000);
        assertThat(report.quarantined()).isZero();
        assertThat(home.ask("SELECT count(*) FILTER (kind = 'order') = count(*) FILTER (kind = 'pay'),"
                        + " count(*) FILTER (kind = 'pay') > 0, count(*) - count(*) FILTER (kind = 'pay') FROM touch"))
                .containsExactly("true|true|1000");
        assertThat(home.ask("SELECT count(*) FROM touch WHERE context ->> 'session' IS NULL"))
                .containsExactly("0");
    }

    /** A file as a shop exports it. */
    static Path sample(String name) {
        URL url = Objects.requireNonNull(PresetTest.class.getResource("/collect/" + name), name);
        try {
            return Path.of(url.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
