package io.tidebank.collect.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidebank.collect.commit.CommitSettings;
import io.tidebank.collect.journal.JournalSettings;
import io.tidebank.method.MethodError;
import io.tidebank.method.MethodFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveStorageTest {

    @TempDir
    Path methods;

    @Test
    void theShippedFileSaysWhatHoldsWithoutOne() {
        assertThat(LiveStorage.read(new MethodFiles(null), "demo"))
                .isEqualTo(new LiveStorage(JournalSettings.DEFAULTS, CommitSettings.DEFAULTS));
    }

    @Test
    void aBrandSaysOtherwise() throws IOException {
        LiveStorage storage = read("""
                collection: 1
                journal: {memory_days: 60, lag_mb: 300, free_disk_mb: 0, waiting_requests: 7}
                commit: {seconds: 1, touches: 2000, mb: 64}
                """);

        assertThat(storage.journal().memory()).isEqualTo(Duration.ofDays(60));
        assertThat(storage.journal().lagBytes()).isEqualTo(300L << 20);
        assertThat(storage.journal().freeDisk()).isZero();
        assertThat(storage.journal().waitingRequests()).isEqualTo(7);
        assertThat(storage.journal().memoryBytes()).isEqualTo(JournalSettings.DEFAULTS.memoryBytes());
        assertThat(storage.commits()).isEqualTo(new CommitSettings(Duration.ofSeconds(1), 2000, 64L << 20));
    }

    @Test
    void numbersThatDoNotGoTogetherAreRefusedWithTheirPlace() {
        assertThatThrownBy(() -> read("collection: 1\njournal: {lag_mb: 100}\n"))
                .hasFieldOrPropertyWithValue("code", MethodError.METHOD_INVALID)
                .hasMessageContaining("collection/demo.yaml:2: journal.lag_mb: more than one commit takes");
        assertThatThrownBy(() -> read("collection: 1\njournal: {batch_mb: 1}\nlimits: {batch_kb: 2000}\n"))
                .hasMessageContaining("journal.batch_mb: a request of limits.batch_kb has to find room");
        assertThatThrownBy(() -> read("collection: 1\njournal: {memory_days: 10}\n"))
                .hasMessageContaining("collection/demo.yaml:2: journal.memory_days: 25 at least");
        assertThatThrownBy(() -> read("collection: 1\njournal: {memory_days: 0}\n"))
                .hasMessageContaining("journal.memory_days");
        assertThatThrownBy(() -> read("collection: 1\ncommit: {minutes: 1}\n")).hasMessageContaining("unknown field");
    }

    private LiveStorage read(String text) throws IOException {
        Files.writeString(Files.createDirectories(methods.resolve("collection")).resolve("demo.yaml"), text);
        return LiveStorage.read(new MethodFiles(methods), "demo");
    }
}
