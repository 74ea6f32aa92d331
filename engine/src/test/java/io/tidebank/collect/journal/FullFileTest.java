package io.tidebank.collect.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.tidebank.ChildJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that refuses writes in their midst: here the system's limit of a file's size, which any user may set. */
class FullFileTest {

    private static final String KILOBYTES = "1024";

    @TempDir
    Path home;

    @Test
    void whatWasAcknowledgedSurvivesRefusedWritesAndTheJournalGoesOnByItself() throws Exception {
        assumeThat(Files.isExecutable(Path.of("/bin/bash"))).isTrue();
        try (TestJournal unpacks = new TestJournal(home.resolve("other"))) {
            unpacks.accept("a");
        }
        List<String> told = run();

        List<String> acknowledged = told.stream()
                .filter(line -> line.startsWith("ack "))
                .map(line -> line.substring(4))
                .toList();
        assertThat(told).last().isEqualTo("end");
        assertThat(told).contains("refused JOURNAL_WRITE_UNKNOWN");
        assertThat(told.subList(told.indexOf("refused JOURNAL_WRITE_UNKNOWN"), told.size()))
                .anyMatch(line -> line.startsWith("ack "));
        try (TestJournal journal = new TestJournal(home)) {
            List<String> touches = journal.touchesAfter(0).stream()
                    .map(id -> id.substring(0, id.indexOf('-', 2)))
                    .toList();
            assertThat(touches).doesNotHaveDuplicates().containsAll(acknowledged);
            assertThat(journal.accept(acknowledged.toArray(String[]::new)).accepted())
                    .isZero();
        }
    }

    private List<String> run() throws Exception {
        Path told = home.resolve("told.txt");
        Process process = new ChildJvm(FullFileLoop.class, home)
                .behind(List.of("/bin/bash", "-c", "ulimit -f " + KILOBYTES + " && exec \"$@\"", "bash"))
                .start(it -> it.redirectOutput(told.toFile())
                        .redirectError(home.resolve("faults.txt").toFile()));
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return Files.readAllLines(told);
    }
}
