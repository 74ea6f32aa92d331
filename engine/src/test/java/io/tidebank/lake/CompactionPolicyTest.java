package io.tidebank.lake;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidebank.lake.iceberg.FileMetrics;
import io.tidebank.sql.Progress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompactionPolicyTest {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 21);
    private static final CompactionPolicy THREE = new CompactionPolicy(3, 100);

    @TempDir
    Path home;

    @Test
    void fewFilesOfLikeSizeAreLeftAlone() {
        assertThat(THREE.worthMerging(files(10, 20, 250, 5000))).isEmpty();
        assertThat(THREE.isDue(files(10, 20, 250, 5000))).isFalse();
    }

    @Test
    void enoughSmallOnesAreMergedWithoutTheLargeOne() {
        assertThat(THREE.worthMerging(files(10, 20, 30, 5_000_000)))
                .extracting(TouchFile::rows)
                .containsExactlyInAnyOrder(10L, 20L, 30L);
    }

    @Test
    void aMergeThatFillsTheNextStepTakesThatAlong() {
        assertThat(THREE.worthMerging(files(10, 20, 30, 250, 260, 5000)))
                .extracting(TouchFile::rows)
                .containsExactlyInAnyOrder(10L, 20L, 30L, 250L, 260L);
    }

    @Test
    void aFullFileIsNeverMergedAgain() {
        long full = SortedRows.ROWS_PER_FILE;

        assertThat(THREE.worthMerging(files(full, full, full, full))).isEmpty();
    }

    /** However many commits come, a day has few files and each row is written few times. */
    @Test
    void aDayOfManyCommitsHasFewFilesAndIsRarelyRewritten() {
        List<TouchFile> day = new ArrayList<>();
        long rewritten = 0;
        int commits = 2000;
        for (int i = 0; i < commits; i++) {
            day.add(file(50));
            List<TouchFile> merged = THREE.worthMerging(day);
            if (!merged.isEmpty()) {
                long rows = merged.stream().mapToLong(TouchFile::rows).sum();
                rewritten += rows;
                merged.forEach(day::remove);
                day.add(file(rows));
            }
        }

        assertThat(day).hasSizeLessThan(25);
        assertThat(rewritten).isLessThan(50L * commits * 10);
    }

    @Test
    void aMergeByPolicyKeepsRowsAndLeavesNothingNewToRead() throws Exception {
        try (LakeFixture fixture = new LakeFixture(home)) {
            for (int i = 0; i < 7; i++) {
                fixture.append("i" + i, LakeFixture.touches("i" + i, 30, 1));
            }
            long before = fixture.touches.snapshot();
            fixture.touches.compact(Progress.NONE, new CompactionPolicy(4, 1000));

            assertThat(fixture.touches.files(fixture.touches.snapshot())).hasSize(1);
            assertThat(fixture.rows("touch_id")).hasSize(210).doesNotHaveDuplicates();
            assertThat(fixture.touches.added(before, fixture.touches.snapshot()).orElseThrow())
                    .isEmpty();
        }
    }

    /** A merge would move rows that are being replaced, and the replacement would be planned again and again. */
    @Test
    void nothingIsMergedWhileRowsAreMadeAnew() throws Exception {
        CompactionPolicy three = new CompactionPolicy(3, 1000);
        try (LakeFixture fixture = new LakeFixture(home);
                ExecutorService others = Executors.newSingleThreadExecutor()) {
            for (int i = 0; i < 5; i++) {
                fixture.append("i" + i, LakeFixture.touches("i" + i, 30, 1));
            }
            List<Boolean> merged = new ArrayList<>();
            fixture.touches.replace(
                    new TouchTable.Replacement() {

                        @Override
                        public String kind() {
                            return "view";
                        }

                        @Override
                        public String importPrefix() {
                            return "i";
                        }

                        @Override
                        public Plan plan(long snapshot) {
                            merged.add(CompletableFuture.supplyAsync(
                                            () -> fixture.touches.compact(Progress.NONE, three), others)
                                    .join());
                            return new Plan("import_id = 'i0'", List.of());
                        }
                    },
                    Map.of());

            assertThat(merged).containsExactly(false);
            assertThat(fixture.rows("touch_id")).hasSize(120);
        }
    }

    @Test
    void thinningKeepsImportsAndTheLastLiveSnapshotOfEachStretch() throws Exception {
        try (LakeFixture fixture = new LakeFixture(home)) {
            fixture.append("file", LakeFixture.touches("file", 10, 1));
            for (int i = 1; i <= 5; i++) {
                live(fixture, i);
            }
            long last = fixture.touches.snapshot();
            fixture.touches.thin(Instant.now().plusSeconds(60), Duration.ofDays(3650));

            assertThat(fixture.touches.snapshots())
                    .extracting(SnapshotInfo::id)
                    .hasSize(2)
                    .contains(last);
            assertThat(fixture.rows("touch_id")).hasSize(60).doesNotHaveDuplicates();
            assertThat(fixture.touches.journalPosition()).contains(new JournalPosition("j", 5));
        }
    }

    private static void live(LakeFixture fixture, int position) {
        String batch = JournalPosition.BATCH + position;
        Map<String, String> summary = new HashMap<>(new JournalPosition("j", position).summary());
        summary.put("tidebank.import-id", batch);
        fixture.touches.append(fixture.touches.stage(fixture.connection, LakeFixture.touches(batch, 10, 1)), summary);
    }

    private static List<TouchFile> files(long... rows) {
        List<TouchFile> files = new ArrayList<>();
        for (long each : rows) {
            files.add(file(each));
        }
        return files;
    }

    private static int made;

    private static TouchFile file(long rows) {
        return new TouchFile("/" + made++, DAY, rows, rows * 30, 0, 1, FileMetrics.NONE);
    }
}
