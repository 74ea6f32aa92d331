package io.tidebank.lake;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidebank.sql.Progress;
import io.tidebank.touch.TouchColumn;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalPositionTest {

    private static final JournalPosition SEVEN = new JournalPosition("j", 7);

    @TempDir
    Path home;

    private LakeFixture fixture;

    @BeforeEach
    void open() {
        fixture = new LakeFixture(home);
    }

    @AfterEach
    void close() throws Exception {
        fixture.close();
    }

    @Test
    void aTableThatNoJournalWroteToHasNone() {
        fixture.append("file", LakeFixture.touches("file", 10, 1));

        assertThat(fixture.touches.journalPosition()).isEmpty();
        assertThat(fixture.touches.snapshots().getFirst().summary()).doesNotContainKey("tidebank.journal-id");
    }

    /** Whatever is done to the table next, the current snapshot itself says where the journal stands. */
    @RepeatedTest(6)
    void everyLaterCommitCarriesIt(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        JournalPosition expected = live(SEVEN.position());
        StringBuilder story = new StringBuilder();
        for (int step = 0; step < 12; step++) {
            int what = random.nextInt(6);
            story.append(what).append(' ');
            switch (what) {
                case 0 -> expected = live(expected.position() + 1);
                case 1 -> fixture.append("file-" + step, LakeFixture.touches("file-" + step, 20, 2));
                case 2 -> fixture.touches.compact(Progress.NONE);
                case 3 -> fixture.touches.deleteImport("file-" + (step - 1));
                case 4 -> fixture.touches.expire(Instant.now().plusSeconds(60), 1);
                default -> fixture.touches.addColumn("extra_" + step, TouchColumn.Type.STRING);
            }
            assertThat(fixture.touches.journalPosition()).as(story.toString()).contains(expected);
            assertThat(JournalPosition.in(current().summary()))
                    .as(story.toString())
                    .contains(expected);
        }
    }

    @Test
    void itSurvivesAnotherEngineThatDoesNotCarryItAndAnExpiryAfterThat() {
        live(SEVEN.position());
        foreignCommit();
        assertThat(JournalPosition.in(current().summary())).isEmpty();
        assertThat(fixture.touches.journalPosition()).contains(SEVEN);

        fixture.touches.expire(Instant.now().plusSeconds(60), 1);

        assertThat(fixture.touches.journalPosition()).contains(SEVEN);
        assertThat(fixture.touches.snapshots()).hasSize(1);
    }

    /** A commit names the feeds that it read on; where the others stand is repeated, whatever is done next. */
    @Test
    void whereFeedsStandIsCarriedOnOneByOne() {
        live(new JournalPosition("j", 1, Map.of("orders", "[4]", "stock", "[9]")));
        live(new JournalPosition("j", 2, Map.of("orders", "[5]")));
        fixture.touches.compact(Progress.NONE);
        live(new JournalPosition("made anew", 1));
        foreignCommit();
        fixture.touches.expire(Instant.now().plusSeconds(60), 1);

        assertThat(fixture.touches.journalPosition())
                .contains(new JournalPosition("made anew", 1, Map.of("orders", "[5]", "stock", "[9]")));
    }

    private JournalPosition live(long position) {
        return live(new JournalPosition("j", position));
    }

    private JournalPosition live(JournalPosition reached) {
        long position = reached.position();
        Map<String, String> summary = new HashMap<>(reached.summary());
        summary.put("tidebank.import-id", "live-" + position);
        List<TouchFile> files =
                fixture.touches.stage(fixture.connection, LakeFixture.touches("live-" + position, 5, 1));
        fixture.touches.append(files, summary);
        return reached;
    }

    private SnapshotInfo current() {
        long id = fixture.touches.snapshot();
        return fixture.touches.snapshots().stream()
                .filter(snapshot -> snapshot.id() == id)
                .findFirst()
                .orElseThrow();
    }

    private void foreignCommit() {
        try (JdbcCatalog catalog =
                new JdbcCatalog(properties -> new io.tidebank.lake.iceberg.LocalFileIO(), null, true)) {
            catalog.initialize(Lake.CATALOG, Lake.catalogProperties(home));
            Table table = catalog.loadTable(TableIdentifier.of("acme", "touch"));
            table.newAppend().commit();
        }
    }
}
