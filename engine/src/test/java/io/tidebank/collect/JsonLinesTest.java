package io.tidebank.collect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Records of one file need not have the same members. */
class JsonLinesTest extends InTestHome {

    private static final String VIEW = """
            {"occurred_at":"2025-01-01T08:00:00Z","kind":"view","item":"mug"}
            """;
    private static final String ORDER = """
            {"occurred_at":"2025-01-02T08:00:00Z","kind":"order","touch_id":"t1","user":7,"order_id":"o1","amount":99}
            """;

    /** Far behind what is looked at to find out which columns a file has. */
    private static final String LATE = VIEW.repeat(10_000) + ORDER;

    @Test
    void aMemberThatComesLateIsRead() {
        ImportReport report = home.run(home.file("log.jsonl", LATE));

        assertThat(report.faults()).isEmpty();
        assertThat(home.ask("SELECT touch_id, primary_id, order_id, amount FROM touch WHERE kind = 'order'"))
                .containsExactly("t1|user:7|o1|99.0000");
    }

    @Test
    void aNameOfATouchThatComesLateMakesItTheSameInAnotherFile() {
        home.run(home.file("log.jsonl", LATE));
        ImportReport again = home.run(home.file("orders.jsonl", ORDER));

        assertThat(again.touches()).isZero();
        assertThat(home.ask("SELECT count(*) FROM touch WHERE kind = 'order'")).containsExactly("1");
    }

    @Test
    void aDotStandsInANameOrLeadsIntoAnObject() {
        Path mapping = home.file("mapping.yaml", """
                mapping: 1
                source: log
                times: [iso]
                inputs:
                  - name: lines
                    headers: [at, user.id]
                    touches:
                      - {kind: view, at: at, ids: {user: user.id}, item: thing.code}
                """);
        home.runBy(mapping, home.file("log.jsonl", """
                {"at":"2025-01-01T08:00:00Z","user.id":"7","thing":{"code":"mug"}}
                {"at":"2025-01-01T09:00:00Z","user":{"id":"8"},"thing.code":"pot"}
                """));

        assertThat(home.ask("SELECT primary_id, item FROM touch ORDER BY occurred_at"))
                .isEqualTo(List.of("user:7|mug", "user:8|pot"));
    }
}
