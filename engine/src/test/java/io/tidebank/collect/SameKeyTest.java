package io.tidebank.collect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Rows whose keys are alike, or look so. */
class SameKeyTest extends InTestHome {

    private ImportReport run(String mapping, Path... files) {
        Path yaml = home.file("mapping.yaml", mapping);
        return home.runBy(yaml, files);
    }

    @Test
    void aSlashInAKeyMakesNoTwoLinesOne() {
        run("""
                mapping: 1
                source: shop
                times: ['yyyy-MM-dd']
                inputs:
                  - name: lines
                    headers: [order, sku, name, day]
                    touches:
                      - {kind: order, key: [order, sku, name], at: day, order_id: order, item: name}
                """, home.file("lines.csv", """
                order,sku,name,day
                1,A,B/C,2026-01-02
                1,A/B,C,2026-01-02
                1,A,B/C,2026-01-02
                2,A,B/C,2026-01-02
                """));

        assertThat(home.ask("SELECT touch_id FROM touch ORDER BY touch_id"))
                .containsExactly("order/1/A/B/C/1", "order/1/A/B/C/2", "order/1/A/B/C/3", "order/2/A/B/C/1");
    }

    @Test
    void ofSeveralRowsThatAreLookedUpTheFirstHolds() {
        String products = "product,category\n" + "other,x\n".repeat(5_000) + "mug,kitchen\nmug,office\n"
                + "mug,garden\n".repeat(200_000);
        run("""
                mapping: 1
                source: till
                times: ['yyyy-MM-dd']
                inputs:
                  - name: lines
                    headers: [user, day, product]
                    lookups:
                      - {input: products, on: {product: product}}
                    touches:
                      - kind: order
                        at: day
                        ids: {user: user}
                        category: {from: products, column: category}
                  - name: products
                    headers: [product, category]
                """, home.file("lines.csv", "user,day,product\n7,2026-01-02,mug\n"), home.file("products.csv", products));

        assertThat(home.ask("SELECT category FROM touch")).containsExactly("kitchen");
    }
}
