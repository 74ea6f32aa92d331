package io.tidebank.collect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Orders whose lines lie in several files: every line counts once, and what was paid is the sum of the lines. */
class SplitOrderTest {

    private static final String HEADER =
            "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n";
    /** Order 1 goes on in the second file with the same item, and comes whole, under another date, in the third. */
    private static final List<String> FILES = List.of(HEADER + """
                    1,A,tea,2,2011-01-10 09:00:00,1.50,7,UK
                    1,B,cup,1,2011-01-10 09:00:00,4.00,7,UK
                    """, HEADER + """
                    1,A,tea,1,2011-01-10 09:00:00,1.50,7,UK
                    2,C,pot,1,2011-01-11 09:00:00,9.00,8,UK
                    """, HEADER + """
                    1,A,tea,2,2011-02-10 09:00:00,1.50,7,UK
                    1,B,cup,1,2011-02-10 09:00:00,4.00,7,UK
                    1,A,tea,1,2011-02-10 09:00:00,1.50,7,UK
                    1,D,jug,1,2011-02-10 09:00:00,5.25,7,UK
                    """);

    private static final String SUMS = """
            SELECT order_id, sum(amount) FILTER (kind = 'order') AS lines, sum(amount) FILTER (kind = 'pay') AS paid,
                count(*) FILTER (kind = 'order') AS line_count, count(DISTINCT occurred_at) FILTER (kind = 'pay') AS times
            FROM touch GROUP BY order_id ORDER BY order_id""";
    private static final String[] WHOLE = {"1|13.7500|13.7500|4|1", "2|9.0000|9.0000|1|1"};

    @TempDir
    Path folder;

    private static Path file(TestHome home, char name) {
        return home.file(name + ".csv", FILES.get(name - '0'));
    }

    @ParameterizedTest
    @ValueSource(strings = {"012", "021", "102", "120", "201", "210", "2", "0102"})
    void theOrderOfFilesDoesNotMatter(String order) {
        try (TestHome home = new TestHome(folder)) {
            if (!order.contains("1")) {
                home.run(file(home, '1'));
            }
            order.chars().forEach(name -> home.run(file(home, (char) name)));

            assertThat(home.ask(SUMS)).containsExactly(WHOLE);
            assertThat(home.ask("SELECT count(*) - count(DISTINCT touch_id) FROM touch"))
                    .containsExactly("0");
        }
    }

    @Test
    void filesThatComeTogetherGiveOnePaymentAnOrder() {
        try (TestHome home = new TestHome(folder)) {
            home.run(file(home, '2'), file(home, '1'), file(home, '0'));

            assertThat(home.ask(SUMS)).containsExactly(WHOLE);
            assertThat(home.ask("SELECT touch_id FROM touch WHERE kind = 'pay' ORDER BY 1"))
                    .containsExactly("pay/1", "pay/2");
        }
    }

    @Test
    void anImportThatIsUndoneTakesItsPartOfThePaymentAlong() {
        try (TestHome home = new TestHome(folder)) {
            ImportReport first = home.run(file(home, '0'));
            ImportReport second = home.run(file(home, '1'));
            home.importer().undo(first.importId());
            assertThat(home.ask(SUMS)).containsExactly("1|1.5000|1.5000|1|1", "2|9.0000|9.0000|1|1");

            home.run(file(home, '2'));
            assertThat(home.ask(SUMS)).containsExactly(WHOLE);

            home.importer().undo(second.importId());
            assertThat(home.ask(SUMS)).containsExactly("1|12.2500|12.2500|3|1");
        }
    }

    @Test
    void aLineThatCameWithAnotherAmountIsToldAndNotCountedTwice() {
        String mapping = """
                mapping: 1
                source: shop
                zone: UTC
                currency: EUR
                inputs:
                  - name: lines
                    headers: [order, item, total, at]
                    touches:
                      - {kind: order, key: [order, item], at: at, order_id: order, item: item, amount: total}
                      - {kind: pay, once_per: order, at: at, order_id: order, amount: total}
                """;
        String lines = "order,item,total,at\n1,A,5.00,2025-01-01T10:00:00Z\n";
        try (TestHome home = new TestHome(folder)) {
            Path own = home.file("own.yaml", mapping);
            load(home, home.file("first.csv", lines), own);
            ImportReport second = load(
                    home,
                    home.file("second.csv", lines.replace("5.00", "4.00") + "1,B,1.00,2025-01-01T10:00:00Z\n"),
                    own);

            assertThat(second.note()).startsWith("Came again with another quantity or amount: 1;");
            assertThat(home.ask(SUMS)).containsExactly("1|6.0000|6.0000|2|1");
        }
    }

    /** The total stands once in a file: where a file ends within an order, nothing in it says how much is still to come. */
    @Test
    void aTotalThatIsHandedOutOverTheLinesOfTwoFilesIsTold() {
        String header =
                "Name,Email,Financial Status,Paid at,Subtotal,Created at,Lineitem quantity,Lineitem name,Lineitem price\n";
        String order = "#1,a@b.example,paid,2026-01-02 10:00:00 +0000,100.00,2026-01-02 10:00:00 +0000,1,%s,%s\n";
        try (TestHome home = new TestHome(folder)) {
            ImportReport first =
                    home.run("shopify-orders", home.file("first.csv", header + order.formatted("Pot", "60.00")));
            ImportReport second =
                    home.run("shopify-orders", home.file("second.csv", header + order.formatted("Cup", "40.00")));

            assertThat(home.ask("SELECT sum(amount) FROM touch WHERE kind = 'order'"))
                    .as("handed out twice")
                    .containsExactly("200.0000");
            assertThat(first.note()).doesNotContain("several imports");
            assertThat(second.note()).contains("Orders whose lines came in several imports: 1.");

            home.importer().undo(first.importId());
            home.importer().undo(second.importId());
            ImportReport whole = home.run(
                    "shopify-orders",
                    home.file("whole.csv", header + order.formatted("Pot", "60.00") + order.formatted("Cup", "40.00")));

            assertThat(whole.note()).doesNotContain("several imports");
            assertThat(home.ask("SELECT item, amount FROM touch WHERE kind = 'order' ORDER BY item"))
                    .containsExactly("Cup|40.0000", "Pot|60.0000");
        }
    }

    private static ImportReport load(TestHome home, Path file, Path mapping) {
        return home.runBy(mapping, file);
    }
}
