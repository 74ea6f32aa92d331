package io.tidebank.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidebank.collect.format.ReadingHints;
import io.tidebank.method.MethodFiles;
import io.tidebank.sql.Progress;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Every preset on a small file of its kind. */
class PresetTest extends InTestHome {

    private static final String MONEY =
            "SELECT order_id, kind, sum(amount), count(*) FROM touch GROUP BY ALL ORDER BY order_id, kind";

    @Test
    void qianniuOrdersAloneAreOneLineEach() {
        ImportReport report = home.run(sample("qianniu-orders.csv"));

        assertThat(report.mapping()).isEqualTo("qianniu-orders");
        assertThat(report.quarantined()).isEqualTo(1);
        assertThat(home.ask(MONEY))
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
        ImportReport report = home.run(sample("qianniu-items.csv"), sample("qianniu-orders.csv"));

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
        home.run(sample("qianniu-orders.csv"));

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
        home.run(sample("qianniu-items.csv"), sample("qianniu-orders.csv"));
        List<String> lines = home.ask(MONEY);
        String later = Files.readString(sample("qianniu-orders.csv"), Charset.forName("GB18030"));
        ImportReport alone = home.run("qianniu-orders", home.file("later.csv", later));

        assertThat(alone.touches()).isZero();
        assertThat(alone.note()).contains("Orders whose lines the lake has one by one: 5,");
        assertThat(home.ask(MONEY)).isEqualTo(lines);
    }

    @Test
    void qianniuItemsOfOrdersThatStandAsOneLineAreRefused() {
        ImportReport alone = home.run(sample("qianniu-orders.csv"));
        List<String> once = home.ask(MONEY);

        assertThatThrownBy(() -> home.run(sample("qianniu-items.csv"), sample("qianniu-orders.csv")))
                .hasMessageContaining("one line each, and that would count twice with their lines: 5.")
                .hasMessageContaining("tidebank import --undo " + alone.importId());
        assertThat(home.ask(MONEY)).isEqualTo(once);

        home.importer().undo(alone.importId());
        home.run(sample("qianniu-items.csv"), sample("qianniu-orders.csv"));
        assertThat(home.ask("SELECT sum(amount) FROM touch WHERE kind = 'order'"))
                .containsExactly("1653.0000");
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

    private static Path sample(String name) {
        URL url = Objects.requireNonNull(PresetTest.class.getResource("/collect/" + name), name);
        try {
            return Path.of(url.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
