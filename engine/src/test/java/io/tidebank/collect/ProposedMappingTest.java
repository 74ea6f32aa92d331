package io.tidebank.collect;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mappings proposed from a merchant's own headers give the numbers that the merchant means. */
class ProposedMappingTest extends InTestHome {

    private ImportReport run(Path file, String yaml) {
        Path mapping = home.file(file.getFileName() + ".yaml", yaml);
        return home.runBy(mapping, file);
    }

    private String proposed(Path file) {
        return home.importer().preview(ImportRequest.of(file), 10).yaml();
    }

    @Test
    void theTotalOfALineIsItsTotalAndNotThePriceOfOnePiece() {
        Path file = home.file("orders.csv", """
                order_id,user_id,order_time,item,quantity,price,amount
                1001,u1,2026-01-02 10:00:00,Mug,2,5.00,9.50
                """);
        run(file, proposed(file));

        assertThat(home.ask("SELECT kind, amount FROM touch ORDER BY kind"))
                .containsExactly("order|9.5000", "pay|9.5000");
    }

    @Test
    void withoutATotalItIsPiecesTimesPrice() {
        Path file = home.file("orders.csv", """
                order_id,user_id,order_time,item,quantity,price
                1001,u1,2026-01-02 10:00:00,Mug,2,5.00
                """);
        run(file, proposed(file));

        assertThat(home.ask("SELECT DISTINCT amount FROM touch")).containsExactly("10.0000");
    }

    @Test
    void ordersWithAnAmountAreOrdersThoughItCannotAlwaysBeRead() {
        Path file = home.file("orders.csv", """
                下单时间,订单号,金额
                2026-01-02 10:00:00,1001,12.50
                2026-01-03 10:00:00,1002,abc
                2026-01-04 10:00:00,1003,7
                """);
        Preview preview = home.importer().preview(ImportRequest.of(file), 10);
        ImportReport report = run(file, preview.yaml());

        assertThat(preview.remarks())
                .contains("In '金额' stands what is no number, such as 'abc': such rows are put aside");
        assertThat(home.ask("SELECT kind, order_id, amount FROM touch ORDER BY ALL"))
                .containsExactly("order|1001|12.5000", "order|1003|7.0000", "pay|1001|12.5000", "pay|1003|7.0000");
        assertThat(report.quarantined()).isPositive();
    }

    @Test
    void anAmountIsANumberWhereTheImportReadsOne() {
        Path file = home.file("orders.csv", """
                Order No,Date,Amount,Email
                1001,2026-01-02,USD$ 12.50,a@x.com
                1002,2026-01-03,USD$ 7,b@x.com
                """);
        Preview preview = home.importer().preview(ImportRequest.of(file), 10);

        assertThat(preview.remarks()).isEmpty();
        assertThat(preview.yaml()).contains("kind: order", "amount: 'Amount'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"(12.50)", "12.5.7"})
    void whatTheImportPutsAsideIsRemarkedOn(String amount) {
        Path file = home.file("orders.csv", """
                order_id,user_id,order_time,item,amount
                1001,u1,2026-01-02 10:00:00,Mug,12.50
                1002,u1,2026-01-02 10:00:00,Mug,%s
                1003,u1,2026-01-02 10:00:00,Mug,7
                1004,u1,2026-01-02 10:00:00,Mug,8
                """.formatted(amount));
        Preview preview = home.importer().preview(ImportRequest.of(file), 10);

        assertThat(preview.remarks())
                .containsExactly("In 'amount' stands what is no number, such as '%s': such rows are put aside"
                        .formatted(amount));
        assertThat(run(file, preview.yaml()).quarantined()).isOne();
    }

    @Test
    void aFileOfRefundsIsNoSales() {
        Path file = home.file("refunds.csv", """
                order_id,user_id,refund_time,refund_amount
                1001,u1,2026-01-20 10:00:00,-10.00
                """);
        run(file, proposed(file));

        assertThat(home.ask("SELECT kind, amount, order_id FROM touch")).containsExactly("refund|10.0000|1001");
    }

    @Test
    void exportsThatOverlapCountOnce() {
        String header = "order_id,user_id,order_time,item,quantity,amount\n";
        String line = "1001,u1,2026-01-02 10:00:00,Mug,2,10.00\n";
        Path first = home.file("first.csv", header + line);
        Path second = home.file("second.csv", header + line + "1002,u2,2026-01-03 10:00:00,Mug,1,5.00\n");
        run(first, proposed(first));
        ImportReport report = run(second, proposed(second));

        assertThat(report.duplicates()).isEqualTo(2);
        assertThat(home.ask("SELECT kind, order_id, amount FROM touch ORDER BY ALL"))
                .containsExactly("order|1001|10.0000", "order|1002|5.0000", "pay|1001|10.0000", "pay|1002|5.0000");
    }

    @Test
    void moneyOfAnotherCurrencyIsToldAndKeptApart() {
        Path file = home.file("orders.csv", """
                order_id,user_id,order_time,item,amount,currency
                1001,u1,2026-01-02 10:00:00,Mug,10.00,XAU
                """);
        ImportReport report = run(file, proposed(file));

        assertThat(report.note()).contains("In currencies whose rate to CNY is not known: 1 amounts (XAU 1)");
        assertThat(home.ask("SELECT DISTINCT amount, amount_home FROM touch")).containsExactly("10.0000|null");
    }

    @Test
    void anImportSaysWhatForeignMoneyCountsFor() {
        home.file("rates.csv", "day,currency,rate\n2026-01-02,USD,7\n");
        Path file = home.file("orders.csv", """
                order_id,user_id,order_time,item,amount,currency
                1001,u1,2026-01-02 10:00:00,Mug,10.00,USD
                1002,u1,2026-01-02 11:00:00,Mug,10.00,JPY
                1003,u1,2026-01-20 11:00:00,Mug,10.00,USD
                1004,u1,2026-01-20 11:00:00,Mug,10.00,CNY
                """);
        ImportReport report = run(file, proposed(file));

        assertThat(report.note())
                .contains("In other currencies than CNY: 1 amounts, which count at the rate of their day")
                .contains("In currencies whose rate to CNY is not known: 2 amounts (JPY 1, USD 1)");
    }

    @Test
    void daysThatCouldBeMonthsAreReadAsTheBrandWritesThemAndRemarkedOn() {
        Path file = home.file("orders.csv", """
                order_id,user_id,order_date,item,amount
                1001,u1,02/03/2026,Mug,10.00
                1002,u2,09/08/2026,Mug,5.00
                """);
        Preview preview = home.importer().preview(ImportRequest.of(file), 10);
        run(file, preview.yaml());

        assertThat(preview.remarks())
                .singleElement()
                .asString()
                .startsWith("The values of 'order_date' fit M/d/yyyy as well as d/M/yyyy");
        assertThat(preview.yaml()).contains("# " + preview.remarks().getFirst());
        assertThat(home.ask("SELECT timezone('Asia/Shanghai', occurred_at)::DATE FROM touch WHERE order_id = '1001'"))
                .containsOnly("2026-03-02");
    }

    @Test
    void aNameThatOccursTwiceIsStillAName() {
        Path file = home.file("dup.csv", """
                order_id,amount,amount,date,customer
                1001,10.00,8.50,2026-03-02,u1
                1002,20.00,17.00,2026-03-03,u2
                """);
        Preview preview = home.importer().preview(ImportRequest.of(file), 10);

        assertThat(preview.remarks())
                .containsExactly("The column 'amount' occurs twice: 'amount' in the mapping is the first one, and"
                        + " 'amount_2' what comes behind it");
        run(file, preview.yaml().replace("amount: 'amount'", "amount: 'amount_2'"));
        assertThat(home.ask("SELECT kind, amount, order_id FROM touch ORDER BY ALL"))
                .containsExactly("order|8.5000|1001", "order|17.0000|1002", "pay|8.5000|1001", "pay|17.0000|1002");
    }

    @Test
    void aFileWithoutNamesAndIdentifiersSaysSo() {
        Path file = home.file("plain.csv", "2026-03-02,mug,3\n2026-03-03,pot,4\n");

        assertThat(home.importer().preview(ImportRequest.of(file), 10).remarks())
                .satisfiesExactly(
                        remark -> assertThat(remark).startsWith("The first record looks like data"),
                        remark -> assertThat(remark).endsWith("these touches are nobody's: name one under ids"),
                        remark -> assertThat(remark).startsWith("Kept as they are written"));
    }

    @Test
    void namesOfPeopleAreNoIdsAndAreNotKept() {
        Path file = home.file("orders.csv", """
                Order No,Customer Name,Customer ID,Date,Amount,Billing Name,Shipping Company,Birthday,IP,身份证,买家姓名,买家地址,Colour
                1001,Jane Doe,17,2026-03-02,10.00,Jane Doe,Doe Ltd,1980-02-01,10.0.0.1,11010519491231002X,王小明,文三路,red
                1002,Ann Poe,18,2026-03-03,11.00,Ann Poe,Poe Ltd,1981-02-01,10.0.0.2,11010519491231003X,李雷,文一路,blue
                """);
        Preview preview = home.importer().preview(ImportRequest.of(file), 10);
        run(file, preview.yaml());

        assertThat(preview.remarks())
                .containsExactly("Kept as they are written, so leave out what tells of people: 'Colour'");
        assertThat(
                        home.ask(
                                "SELECT DISTINCT primary_id, properties, occurred_at::DATE FROM touch WHERE kind = 'order' ORDER BY 1"))
                .containsExactly("user:17|{\"Colour\":\"red\"}|2026-03-01", "user:18|{\"Colour\":\"blue\"}|2026-03-02");
    }

    /** Two letters in the midst of a word say nothing of people. */
    @Test
    void receiptsAndShipmentsAreNotPersonal() {
        Path file = home.file("till.csv", """
                receipt_no,member_id,shipped_at,amount,description,用户IP
                R-1,17,2026-03-02,10.00,Mug,10.0.0.1
                R-2,18,2026-03-03,11.00,Pot,10.0.0.2
                """);
        Preview preview = home.importer().preview(ImportRequest.of(file), 10);
        run(file, preview.yaml());

        assertThat(home.ask("SELECT DISTINCT order_id, occurred_at::DATE FROM touch WHERE kind = 'order' ORDER BY 1"))
                .containsExactly("R-1|2026-03-01", "R-2|2026-03-02");
        assertThat(home.ask("SELECT count(*) FROM touch WHERE properties LIKE '%10.0.0%'"))
                .containsExactly("0");
    }

    @Test
    void aColumnOfUsersThatMayHoldNamesIsRemarkedOn() {
        Path nicknames = home.file("nicknames.csv", "买家昵称,时间\n小鱼爱喝茶,2026-03-02\n");
        Path people = home.file("people.csv", "customer,time\nJane Doe,2026-03-02\n");

        assertThat(home.importer().preview(ImportRequest.of(nicknames), 10).remarks())
                .containsExactly(
                        "'买家昵称' is taken for the id of a user and kept as it is written: leave it out if it holds names");
        assertThat(home.importer().preview(ImportRequest.of(people), 10).yaml()).doesNotContain("ids:", "customer: ");
    }

    @Test
    void aDecimalCommaIsSeenAndSaid() {
        Path file = home.file("orders.csv", """
                order_id;user_id;order_date;item;amount
                1001;u1;2026-03-02;Mug;1.210,50
                1002;u2;2026-03-02;Mug;7,00 €
                """);
        Preview preview = home.importer().preview(ImportRequest.of(file), 10);

        assertThat(preview.remarks()).containsExactly("Amounts such as 1.210,50 are read with a decimal comma");
        assertThat(preview.yaml()).contains("decimal: ','");
        assertThat(preview.touches().rows().getFirst()).contains(new BigDecimal("1210.5000"));
    }

    @Test
    void aCommaInOtherColumnsDoesNotChangeHowMoneyIsRead() {
        Path file = home.file("orders.csv", """
                order_id,user_id,order_date,item,amount,note
                "7,1",u1,2026-03-02,"0,5",1210,"2,50"
                "7,2",u2,2026-03-02,"0,7","1,500","1,75"
                """);
        Preview preview = home.importer().preview(ImportRequest.of(file), 10);

        assertThat(preview.remarks())
                .containsExactly("Kept as they are written, so leave out what tells of people: 'note'");
        assertThat(preview.yaml()).doesNotContain("decimal");
        run(file, preview.yaml());
        assertThat(home.ask("SELECT DISTINCT amount FROM touch ORDER BY 1")).containsExactly("1210.0000", "1500.0000");
    }

    @Test
    void aPointInOtherColumnsDoesNotHideADecimalComma() {
        Path file = home.file("orders.csv", """
                order_id;user_id;order_date;item;amount;version
                1001;u1;2026-03-02;Mug;10,50;1.5
                """);

        assertThat(home.importer().preview(ImportRequest.of(file), 10).yaml()).contains("decimal: ','");
    }

    @Test
    void aReportOfCostsHasItsDecimalCommaInWhatWasSpent() {
        String report = """
                day;campaign;cost;impressions
                2026-03-02;a;%s;100
                """;
        Path comma = home.file("comma.csv", report.formatted("10,50"));
        Path none = home.file("none.csv", report.formatted("10").replace(";a;", ";1,5;"));

        assertThat(home.importer().preview(ImportRequest.of(comma), 10).yaml()).contains("decimal: ','");
        assertThat(home.importer().preview(ImportRequest.of(none), 10).yaml())
                .contains("cost:")
                .doesNotContain("decimal");
    }
}
