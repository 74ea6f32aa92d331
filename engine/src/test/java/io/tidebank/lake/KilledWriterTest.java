package io.tidebank.lake;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidebank.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledWriterTest {

    private static final int ROUNDS = Integer.getInteger("writer.crash.rounds", 4);

    @TempDir
    Path home;

    @Test
    void aKillAtAnyInstantLeavesTheOldTableOrTheNewOne() throws Exception {
        Random random = new Random(20261121);
        for (int round = 0; round < ROUNDS; round++) {
            int acknowledged = appendUntilKilled(random.nextInt(700));

            try (LakeFixture fixture = new LakeFixture(home)) {
                List<List<String>> imports = AppendLoop.imports(fixture);
                assertThat(imports)
                        .as("round %d, last acknowledged import %d", round, acknowledged)
                        .isEqualTo(whole(imports.size()))
                        .hasSizeBetween(acknowledged + 1, acknowledged + 2);

                fixture.touches.removeOrphans(Instant.now().plusSeconds(60));
                assertThat(paths(LakeFiles.under(home.resolve("lake"), ".parquet")))
                        .isEqualTo(named(fixture.touches));
                assertThat(AppendLoop.imports(fixture)).isEqualTo(imports);
            }
        }
    }

    /** Lets a writer run until some time after its first commit, and returns the last import that it told of. */
    private int appendUntilKilled(int millisAfterFirst) throws IOException, InterruptedException {
        Path told = Files.createTempFile(home, "told", ".txt");
        Process writer = new ChildJvm(AppendLoop.class, home)
                .start(it -> it.redirectOutput(told.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD));
        try {
            while (wholeLines(told).isEmpty() && !writer.waitFor(10, TimeUnit.MILLISECONDS)) {}
            writer.waitFor(millisAfterFirst, TimeUnit.MILLISECONDS);
            assertThat(writer.isAlive())
                    .as("the writer runs until it is killed")
                    .isTrue();
        } finally {
            writer.destroyForcibly().waitFor();
        }
        return Integer.parseInt(wholeLines(told).getLast());
    }

    /** The lines of a file that are known to be written to their end. */
    private static List<String> wholeLines(Path file) throws IOException {
        String text = Files.readString(file);
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    }

    private static List<List<String>> whole(int imports) {
        List<List<String>> expected = new ArrayList<>();
        String rows = String.valueOf(AppendLoop.ROWS);
        for (int i = 0; i < imports; i++) {
            expected.add(List.of(AppendLoop.importId(i), rows, rows));
        }
        return expected;
    }

    private static Set<String> paths(List<Path> files) {
        Set<String> paths = new HashSet<>();
        files.forEach(file -> paths.add(file.toString()));
        return paths;
    }

    private static Set<String> named(TouchTable touches) {
        Set<String> paths = new HashSet<>();
        for (SnapshotInfo snapshot : touches.snapshots()) {
            touches.files(snapshot.id()).forEach(file -> paths.add(file.path()));
        }
        return paths;
    }
}
