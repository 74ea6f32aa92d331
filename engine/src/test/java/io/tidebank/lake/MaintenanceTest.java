package io.tidebank.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidebank.sql.Progress;
import io.tidebank.touch.TouchColumn;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MaintenanceTest {

    @TempDir
    Path home;

    private LakeFixture fixture;
    private TouchTable touches;

    @BeforeEach
    void open() {
        fixture = new LakeFixture(home);
        touches = fixture.touches;
    }

    @AfterEach
    void close() throws Exception {
        fixture.close();
    }

    @Test
    void compactionKeepsRowsAndPutsThemInOrder() {
        fixture.append("i1", LakeFixture.touches("i1", 300, 3));
        fixture.append("i2", LakeFixture.touches("i2", 300, 3));
        long before = touches.snapshot();
        assertThat(TouchTable.overlapping(touches.files(before))).isTrue();
        List<List<String>> sorted = fixture.query("SELECT * FROM (" + scan(before)
                + ") ORDER BY occurred_at, array_position(['view', 'order', 'pay'], kind), source, touch_id");

        touches.compact(Progress.NONE, Map.of("tidebank.journal", "7"));

        List<TouchFile> files = touches.files(touches.snapshot());
        assertThat(files).hasSize(3);
        assertThat(TouchTable.overlapping(files)).isFalse();
        assertThat(fixture.query(scan(touches.snapshot()))).isEqualTo(sorted);
        assertThat(touches.snapshots().getLast())
                .satisfies(info -> assertThat(info.operation()).isEqualTo("replace"))
                .satisfies(info -> assertThat(info.summary()).containsEntry("tidebank.journal", "7"));
    }

    @Test
    void compactionAddsNothingNewAndIsDoneOnce() {
        long first = fixture.append("i1", LakeFixture.touches("i1", 100, 1));
        long second = fixture.append("i2", LakeFixture.touches("i2", 50, 1));
        touches.compact(Progress.NONE);
        long compacted = touches.snapshot();
        long third = fixture.append("i3", LakeFixture.touches("i3", 20, 1));

        assertThat(touches.added(second, compacted).orElseThrow()).isEmpty();
        assertThat(touches.added(first, third).orElseThrow())
                .extracting(TouchFile::rows)
                .containsExactlyInAnyOrder(50L, 20L);
        assertThat(fixture.rows(touches.added(first, third).orElseThrow(), "touch_id"))
                .hasSize(70);

        touches.compact(Progress.NONE);
        long again = touches.snapshot();
        touches.compact(Progress.NONE);
        assertThat(touches.snapshot()).isEqualTo(again);
    }

    @Test
    void anImportIsUndoneWhereverItsRowsLie() {
        fixture.append("i1", LakeFixture.touches("i1", 200, 2));
        long one = fixture.append("i2", LakeFixture.touches("i2", 300, 3));
        touches.compact(Progress.NONE);
        fixture.append("i2", LakeFixture.touches("i2", 10, 1));
        long before = touches.snapshot();

        long after = touches.deleteImport("i2", Map.of("tidebank.undone", "i2"));

        assertThat(touches.snapshot()).isEqualTo(after).isNotEqualTo(before);
        assertThat(fixture.rows("import_id")).hasSize(200).containsOnly(List.of("i1"));
        assertThat(touches.files(after)).hasSize(2);
        assertThat(touches.added(one, after)).isEmpty();
        assertThat(fixture.rows(touches.files(before), "touch_id")).hasSize(510);
        assertThat(touches.deleteImport("i2")).isEqualTo(after);
        assertThat(touches.deleteImport("it's unknown")).isEqualTo(after);
    }

    @Test
    void rowsWithoutAnImportSurviveEveryUndo() {
        fixture.append(
                "i1",
                "SELECT * REPLACE (NULL::VARCHAR AS import_id) FROM (" + LakeFixture.touches("i1", 10, 1)
                        + ") UNION ALL " + LakeFixture.touches("i1", 5, 1));

        touches.deleteImport("i1");

        assertThat(fixture.rows("import_id")).hasSize(10).containsOnly(List.of("null"));
    }

    @Test
    void expiryRemovesFilesThatNoSnapshotNeeds() {
        fixture.append("i1", LakeFixture.touches("i1", 100, 2));
        long old = fixture.append("i2", LakeFixture.touches("i2", 100, 2));
        touches.compact(Progress.NONE);
        assertThat(dataFiles()).hasSize(6);

        touches.expire(Instant.now().plusSeconds(60), 1);

        assertThat(dataFiles()).hasSize(2);
        assertThat(touches.snapshots()).hasSize(1);
        assertThat(fixture.rows("touch_id")).hasSize(200);
        assertThat(touches.added(old, touches.snapshot())).isEmpty();
        assertThatThrownBy(() -> touches.files(old)).hasMessageStartingWith("No snapshot " + old);
    }

    @Test
    void expiryKeepsTheLastSnapshots() {
        fixture.append("i1", LakeFixture.touches("i1", 1, 1));
        long second = fixture.append("i2", LakeFixture.touches("i2", 1, 1));
        long third = fixture.append("i3", LakeFixture.touches("i3", 1, 1));

        touches.expire(Instant.now().plusSeconds(60), 2);

        assertThat(touches.snapshots()).extracting(SnapshotInfo::id).containsExactly(second, third);
        assertThat(touches.added(second, third).orElseThrow()).hasSize(1);
    }

    @Test
    void onlyOldFilesThatNothingNamesAreOrphans() throws Exception {
        fixture.append("i1", LakeFixture.touches("i1", 100, 2));
        fixture.append("i2", LakeFixture.touches("i2", 100, 2));
        touches.compact(Progress.NONE);
        List<TouchFile> staged = touches.stage(fixture.connection, LakeFixture.touches("i3", 10, 1));
        Path orphan = home.resolve("lake/acme/touch/data/occurred_at_day=2025-01-01/left.parquet");
        Files.copy(Path.of(staged.getFirst().path()), orphan);
        Path metadata = Files.writeString(home.resolve("lake/acme/touch/metadata/left.avro"), "half");
        int all = LakeFiles.under(home.resolve("lake"), "").size();

        assertThat(touches.removeOrphans(Instant.now().minusSeconds(60))).isZero();
        Files.setLastModifiedTime(orphan, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
        assertThat(touches.removeOrphans(Instant.now().minusSeconds(60))).isEqualTo(1);
        assertThat(orphan).doesNotExist();
        assertThat(touches.removeOrphans(Instant.now().plusSeconds(60))).isEqualTo(1);
        assertThat(metadata).doesNotExist();

        assertThat(LakeFiles.under(home.resolve("lake"), "")).hasSize(all - 2);
        touches.append(staged, Map.of());
        assertThat(fixture.rows("touch_id")).hasSize(210);
        touches.snapshots()
                .forEach(info -> assertThat(fixture.rows(touches.files(info.id()), "touch_id"))
                        .isNotEmpty());
    }

    @Test
    void whatAnotherProcessStagedAndNeverCommittedIsAnOrphan() throws Exception {
        touches.stage(fixture.connection, LakeFixture.touches("i1", 100, 2));
        fixture.close();
        fixture = new LakeFixture(home);
        touches = fixture.touches;

        assertThat(fixture.rows("touch_id")).isEmpty();
        assertThat(touches.removeOrphans(Instant.now().plusSeconds(60))).isEqualTo(2);
        assertThat(dataFiles()).isEmpty();
    }

    @Test
    void oldFilesHaveNullInAColumnThatCameLater() {
        fixture.append("i1", LakeFixture.touches("i1", 2, 1));
        touches.addColumn("campaign_cost", TouchColumn.Type.DECIMAL);
        fixture.append(
                "i2", "SELECT *, 1.5::DECIMAL(18,4) AS campaign_cost FROM (" + LakeFixture.touches("i2", 2, 1) + ")");
        fixture.append("i3", LakeFixture.touches("i3", 1, 1));

        assertThat(fixture.rows("import_id", "campaign_cost"))
                .containsExactlyInAnyOrder(
                        List.of("i1", "null"),
                        List.of("i1", "null"),
                        List.of("i2", "1.5000"),
                        List.of("i2", "1.5000"),
                        List.of("i3", "null"));
        touches.compact(Progress.NONE);
        assertThat(fixture.rows("campaign_cost")).hasSize(5).contains(List.of("1.5000"), List.of("null"));
        assertThatThrownBy(() -> touches.addColumn("campaign_cost", TouchColumn.Type.INT))
                .hasMessage("There is a column 'campaign_cost' already");
        assertThatThrownBy(() -> touches.addColumn("Cost", TouchColumn.Type.INT))
                .hasMessageContaining("'Cost'");
        assertThatThrownBy(() -> touches.scan(List.of(), List.of("colour")))
                .hasMessageStartingWith("No column 'colour' in touch. There is: touch_id, ");
    }

    private String scan(long snapshot) {
        return touches.scan(touches.files(snapshot), LakeFixture.ALL_COLUMNS);
    }

    private List<Path> dataFiles() {
        return LakeFiles.under(home.resolve("lake"), ".parquet");
    }
}
