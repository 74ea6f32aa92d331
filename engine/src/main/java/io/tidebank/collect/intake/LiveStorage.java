package io.tidebank.collect.intake;

import io.tidebank.collect.commit.CommitSettings;
import io.tidebank.collect.journal.JournalSettings;
import io.tidebank.collect.live.LiveSettings;
import io.tidebank.method.MethodDocument;
import io.tidebank.method.MethodFiles;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * What a brand's journal takes on, and when the lake takes it. Read when the journal is opened.
 *
 * @param journal limits and memory of the journal
 * @param commits when and how much at a time
 */
public record LiveStorage(JournalSettings journal, CommitSettings commits) {

    private static final int BYTES_OF_A_KILOBYTE = 1024;

    /** Reads the brand's collection file; METHOD_INVALID where its numbers do not go together. */
    public static LiveStorage read(MethodFiles methods, String brand) {
        MethodDocument document = LiveSettings.document(methods, brand);
        JsonNode journal = document.root().path("journal");
        JsonNode commit = document.root().path("commit");
        LiveStorage storage = new LiveStorage(journal(journal), commits(commit));
        List<String> faults = new ArrayList<>();
        if (storage.journal().lagBytes() <= storage.commits().bytes()) {
            faults.add(document.fault(
                    List.of("journal", "lag_mb"), "more than one commit takes (commit.mb) has to find room"));
        }
        if (storage.journal().memory().compareTo(JournalSettings.LEAST_KNOWN) < 0) {
            faults.add(document.fault(
                    List.of("journal", "memory_days"),
                    "%d at least: shapes tell again what changed within that time, and only the memory knows that it came before"
                            .formatted(JournalSettings.LEAST_KNOWN.toDays())));
        }
        int body = document.root().path("limits").path("batch_kb").asInt(0);
        if (storage.journal().batchBytes() / BYTES_OF_A_KILOBYTE < body) {
            faults.add(document.fault(List.of("journal", "batch_mb"), "a request of limits.batch_kb has to find room"));
        }
        document.refuse(faults);
        return storage;
    }

    private static JournalSettings journal(JsonNode journal) {
        JournalSettings usual = JournalSettings.DEFAULTS;
        return new JournalSettings(
                Duration.ofDays(
                        journal.path("memory_days").asInt((int) usual.memory().toDays())),
                bytes(journal, "memory_mb", usual.memoryBytes()),
                journal.path("waiting_requests").asInt(usual.waitingRequests()),
                bytes(journal, "waiting_mb", usual.waitingBytes()),
                bytes(journal, "lag_mb", usual.lagBytes()),
                bytes(journal, "free_disk_mb", usual.freeDisk()),
                (int) bytes(journal, "batch_mb", usual.batchBytes()));
    }

    private static CommitSettings commits(JsonNode commit) {
        CommitSettings usual = CommitSettings.DEFAULTS;
        return new CommitSettings(
                Duration.ofSeconds(
                        commit.path("seconds").asInt((int) usual.after().toSeconds())),
                commit.path("touches").asInt(usual.touches()),
                bytes(commit, "mb", usual.bytes()));
    }

    private static long bytes(JsonNode settings, String field, long usual) {
        return settings.path(field).asLong(usual >> 20) << 20;
    }
}
