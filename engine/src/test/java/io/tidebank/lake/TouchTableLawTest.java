package io.tidebank.lake;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidebank.sql.Progress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is done to a table in whatever order, it holds the touches of a plain map, and its history adds up. */
class TouchTableLawTest {

    private static final int STEPS = 25;

    @TempDir
    Path home;

    /** Touch ids by import, in the order in which the imports came. */
    private final Map<String, List<String>> expected = new LinkedHashMap<>();

    private final List<Change> history = new ArrayList<>();

    /** A snapshot that an append made with these touches, or a removal with none. */
    private record Change(long snapshot, Optional<List<String>> added) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void randomWorkLeavesWhatAMapWouldHold(long seed) throws Exception {
        Random random = new Random(seed);
        LakeFixture fixture = new LakeFixture(home);
        try {
            for (int step = 0; step < STEPS; step++) {
                switch (random.nextInt(8)) {
                    case 0, 1, 2, 3 -> append(fixture, "i" + step, 1 + random.nextInt(60), 1 + random.nextInt(3));
                    case 4 -> fixture.touches.compact(Progress.NONE);
                    case 5 -> undo(fixture, random);
                    case 6 -> {
                        fixture.touches.expire(Instant.now().plusSeconds(60), 1 + random.nextInt(4));
                        fixture.touches.removeOrphans(Instant.now().plusSeconds(60));
                    }
                    default -> {
                        fixture.close();
                        fixture = new LakeFixture(home);
                    }
                }
                check(fixture, "seed %d, step %d".formatted(seed, step));
            }
        } finally {
            fixture.close();
        }
    }

    private void append(LakeFixture fixture, String importId, int rows, int days) {
        String select = LakeFixture.touches(importId, rows, days);
        List<String> ids = ids(fixture.query("SELECT touch_id FROM (" + select + ")"));
        history.add(new Change(fixture.append(importId, select), Optional.of(ids)));
        expected.put(importId, ids);
    }

    private void undo(LakeFixture fixture, Random random) {
        List<String> imports = new ArrayList<>(expected.keySet());
        if (!imports.isEmpty()) {
            String importId = imports.get(random.nextInt(imports.size()));
            history.add(new Change(fixture.touches.deleteImport(importId), Optional.empty()));
            expected.remove(importId);
        }
    }

    private void check(LakeFixture fixture, String when) {
        TouchTable touches = fixture.touches;
        long now = touches.snapshot();
        assertThat(new TreeSet<>(ids(fixture.rows("touch_id"))))
                .as(when)
                .isEqualTo(new TreeSet<>(
                        expected.values().stream().flatMap(List::stream).toList()));
        assertThat(fixture.rows("touch_id")).as(when).doesNotHaveDuplicates();

        List<Long> alive = touches.snapshots().stream().map(SnapshotInfo::id).toList();
        List<String> added = new ArrayList<>();
        boolean removed = false;
        for (Change change : history.reversed()) {
            if (alive.contains(change.snapshot())) {
                Optional<List<String>> answer =
                        touches.added(change.snapshot(), now).map(files -> ids(fixture.rows(files, "touch_id")));
                assertThat(answer.map(TreeSet::new))
                        .as("%s, added since %d", when, change.snapshot())
                        .isEqualTo(removed ? Optional.empty() : Optional.of(new TreeSet<>(added)));
            }
            removed |= change.added().isEmpty();
            change.added().ifPresent(added::addAll);
        }
    }

    private static List<String> ids(List<List<String>> rows) {
        return rows.stream().map(List::getFirst).toList();
    }
}
