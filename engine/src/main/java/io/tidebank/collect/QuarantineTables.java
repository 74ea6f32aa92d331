package io.tidebank.collect;

import io.tidebank.collect.ImportReport.State;
import io.tidebank.collect.quarantine.BadRow;
import io.tidebank.collect.quarantine.LiveQuarantine;
import io.tidebank.collect.quarantine.Quarantine;
import io.tidebank.sql.Answer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What lies in quarantine, as tables. */
final class QuarantineTables {

    private static final List<String> COUNTS = List.of("import_id", "file", "column", "reason", "rows");
    private static final List<String> ROWS = List.of("row", "file", "line", "column", "reason", "text");

    private static final List<String> LIVE = List.of("row", "source", "arrived_at", "column", "reason", "text");

    private QuarantineTables() {}

    static Answer counts(String brand, ImportStore store, Quarantine quarantine, long dropped) {
        Map<String, Map<List<String>, Long>> counts = quarantine.counts();
        List<List<@Nullable Object>> table = new ArrayList<>();
        for (ImportStore.Entry entry : store.all()) {
            if (entry.report().state() == State.COMMITTED) {
                count(entry.report().importId(), counts, table);
            }
        }
        count(Quarantine.LIVE, counts, table);
        if (dropped > 0) {
            table.add(List.of(Quarantine.LIVE, "", "", "DROPPED_OLDEST", dropped));
        }
        return new Answer(brand, "", COUNTS, table);
    }

    private static void count(
            String importId, Map<String, Map<List<String>, Long>> counts, List<List<@Nullable Object>> table) {
        counts.getOrDefault(importId, Map.of()).forEach((key, rows) -> {
            List<@Nullable Object> row = new ArrayList<>();
            row.add(importId);
            row.addAll(key);
            row.add(rows);
            table.add(row);
        });
    }

    static Answer rows(String brand, List<BadRow> bad) {
        List<List<@Nullable Object>> table = new ArrayList<>();
        for (BadRow row : bad) {
            List<@Nullable Object> numbered = new ArrayList<>(unnumbered(row));
            numbered.addFirst(row.id());
            table.add(numbered);
        }
        return new Answer(brand, "", ROWS, table);
    }

    /** Bad events of live sources: they have no line, but came at some time. */
    static Answer live(String brand, List<BadRow> bad, LiveQuarantine quarantine) {
        Map<Long, Instant> arrivals =
                quarantine.arrivals(bad.stream().map(BadRow::id).toList());
        List<List<@Nullable Object>> table = new ArrayList<>();
        for (BadRow row : bad) {
            Instant arrival = arrivals.get(row.id());
            table.add(Arrays.asList(
                    row.id(),
                    row.file(),
                    arrival == null ? null : arrival.toString(),
                    row.column(),
                    row.reason().name(),
                    row.raw()));
        }
        return new Answer(brand, "", LIVE, table);
    }

    /** Rows that are not in the quarantine, and so have no number there. */
    static Answer unnumbered(String brand, List<BadRow> bad, int most) {
        List<List<@Nullable Object>> table = new ArrayList<>();
        bad.subList(0, Math.min(most, bad.size())).forEach(row -> table.add(unnumbered(row)));
        return new Answer(brand, "", ROWS.subList(1, ROWS.size()), table);
    }

    private static List<@Nullable Object> unnumbered(BadRow row) {
        return List.of(row.file(), row.line(), row.column(), row.reason().name(), row.raw());
    }
}
