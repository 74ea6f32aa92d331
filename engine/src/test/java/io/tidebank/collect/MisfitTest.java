package io.tidebank.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidebank.collect.ImportReport.State;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A mapping that fits hardly any row is stopped; many bad rows are not too many. */
class MisfitTest extends InTestHome {

    private static final String GOOD = "2026-01-02 10:00:00,7\n";
    private static final String BAD = "02.01.2026,7\n";

    private ImportReport load(String rows) {
        Path mapping = home.file("log.yaml", """
                mapping: 1
                name: log
                source: log
                times: ['yyyy-MM-dd HH:mm:ss']
                inputs:
                  - name: rows
                    headers: [at, user]
                    touches:
                      - {kind: view, at: at, ids: {user: user}}
                """);
        Path file = home.file("log.csv", "at,user\n" + rows);
        return home.runBy(mapping, file);
    }

    @Test
    void aMappingThatFitsHardlyAnyRowIsStoppedAndLeavesNothing() {
        assertThatThrownBy(() -> load(GOOD.repeat(10) + BAD.repeat(150_000)))
                .hasFieldOrPropertyWithValue("code", ImportError.IMPORT_MISFITS)
                .hasMessage(
                        "log.csv does not fit the mapping 'log': 150,000 of its 150,010 rows would be put aside, since 'at' is no"
                                + " time by the mapping's patterns, or lies before 1900 (150,000 rows, row 11 first). Nothing was imported:"
                                + " look at a preview (--preview), correct the mapping or the file, and import it again");

        assertThat(home.importer().list()).extracting(ImportReport::state).containsExactly(State.FAILED);
        assertThat(home.importer().quarantined().rows()).isEmpty();
        assertThat(home.ask("SELECT count(*) FROM touch")).containsExactly("0");
    }

    @Test
    void manyBadRowsBesideAsManyGoodOnesArePutAside() {
        ImportReport report = load((GOOD + BAD).repeat(120_000));

        assertThat(report.rows()).isEqualTo(240_000);
        assertThat(report.quarantined()).isEqualTo(120_000);
        assertThat(home.importer().quarantined().rows().getFirst()).endsWith(120_000L);
        assertThat(home.importer().quarantined(report.importId(), 3).rows())
                .extracting(row -> row.get(2))
                .containsExactly(3L, 5L, 7L);

        home.importer().undo(report.importId());
        assertThat(home.importer().quarantined().rows()).isEmpty();
    }

    @Test
    void aSmallFileIsNoMisfit() {
        assertThat(load(BAD.repeat(100)).quarantined()).isEqualTo(100);
    }
}
