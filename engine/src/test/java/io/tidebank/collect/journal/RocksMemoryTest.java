package io.tidebank.collect.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RocksMemoryTest {

    private static final long BYTES = 16L << 20;
    private static final int EVENTS = 60_000;

    @TempDir
    Path folder;

    /** What is being brought to files while more is written comes on top for a moment. */
    @Test
    void journalsTogetherStayWithinTheirMemoryHoweverMuchIsWritten() {
        List<TestJournal> journals;
        try (RocksMemory memory = new RocksMemory(BYTES)) {
            journals = IntStream.range(0, 3)
                    .mapToObj(i -> new TestJournal(folder.resolve("home" + i), memory))
                    .toList();
            long most = 0;
            for (int i = 0; i < EVENTS; i += 500) {
                for (TestJournal journal : journals) {
                    int from = i;
                    journal.accept(IntStream.range(from, from + 500)
                            .mapToObj(n -> "event-" + n)
                            .toArray(String[]::new));
                }
                most = Math.max(most, memory.used());
            }
            assertThat(most).isBetween(BYTES / 8, 2 * BYTES);
            journals.forEach(TestJournal::close);
        }
    }
}
