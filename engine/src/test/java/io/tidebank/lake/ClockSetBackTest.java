package io.tidebank.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lake that was written while the clock was eight hours ahead, as where a machine started with the wrong zone. */
class ClockSetBackTest {

    private static final long AHEAD = 8 * 3_600_000L;
    private static final Pattern TIME = Pattern.compile("(\"(?:timestamp|last-updated)-ms\"\\s*:\\s*)(\\d+)");

    @TempDir
    Path home;

    @Test
    void aTableWhoseLastCommitLiesAheadOfTheClockGoesOn() throws Exception {
        List<Long> before;
        try (LakeFixture fixture = new LakeFixture(home)) {
            fixture.append("a", LakeFixture.touches("a", 100, 3));
            fixture.append("b", LakeFixture.touches("b", 100, 3));
            before = fixture.touches.snapshots().stream().map(SnapshotInfo::id).toList();
        }
        aheadOfTheClock();

        try (LakeFixture fixture = new LakeFixture(home)) {
            assertThat(fixture.touches.snapshots().getLast().at())
                    .isAfter(Instant.now().plusSeconds(3600));
            long third = fixture.append("c", LakeFixture.touches("c", 100, 3));

            List<SnapshotInfo> snapshots = fixture.touches.snapshots();
            assertThat(snapshots).extracting(SnapshotInfo::id).containsExactly(before.get(0), before.get(1), third);
            assertThat(snapshots)
                    .extracting(SnapshotInfo::at)
                    .isSorted()
                    .allMatch(at -> at.isBefore(Instant.now().plusSeconds(1)));
            assertThat(fixture.rows("touch_id")).hasSize(300);
            assertThat(fixture.rows(fixture.touches.files(before.getFirst()), "touch_id"))
                    .hasSize(100);
        }
    }

    /** Moves every time of the table's newest metadata, as a clock that is ahead would have written it. */
    private void aheadOfTheClock() throws IOException {
        Path newest;
        try (Stream<Path> files = Files.walk(home.resolve("lake"))) {
            newest = files.filter(file -> file.toString().endsWith(".metadata.json"))
                    .filter(file -> file.toString().contains("touch"))
                    .max(Path::compareTo)
                    .orElseThrow();
        }
        String moved = TIME.matcher(Files.readString(newest))
                .replaceAll(found -> found.group(1) + (Long.parseLong(found.group(2)) + AHEAD));
        Files.writeString(newest, moved);
    }
}
