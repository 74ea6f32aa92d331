package io.tidebank.lake.iceberg;

import java.time.Clock;
import java.util.List;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableMetadataParser;
import org.apache.iceberg.TableOperations;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Lets a table go on after the clock was set back. Iceberg stamps commits by the clock of the machine and refuses those that
 * would be a minute older than the last one ({@link TableMetadata}), until the clock has caught up: hours, where a machine
 * started with the wrong zone. Times that lie ahead are set to now, in their order, which is what counts in a history.
 */
public final class ClockSetBack {

    /** Less than Iceberg bears with. */
    private static final long BORNE_MILLIS = 30_000;

    private static final String TIME = "timestamp-ms";
    private static final List<String> HISTORIES = List.of("snapshots", "snapshot-log", "metadata-log");

    private final Clock clock;

    /** @param clock of the machine, which Iceberg stamps commits by */
    public ClockSetBack(Clock clock) {
        this.clock = clock;
    }

    /** Commits the same table with no time ahead of the clock, if it has any that is too far ahead. */
    public void heal(TableOperations operations) {
        TableMetadata base = operations.current();
        long now = clock.millis();
        if (base.lastUpdatedMillis() > now + BORNE_MILLIS) {
            operations.commit(base, lowered(base, now));
            operations.refresh();
        }
    }

    private static TableMetadata lowered(TableMetadata base, long now) {
        ObjectNode table = (ObjectNode) JsonMapper.shared().readTree(TableMetadataParser.toJson(base));
        lower(table, "last-updated-ms", now);
        for (String history : HISTORIES) {
            for (JsonNode entry : table.path(history)) {
                lower((ObjectNode) entry, TIME, now);
            }
        }
        return TableMetadataParser.fromJson(table.toString());
    }

    private static void lower(ObjectNode entry, String field, long now) {
        if (entry.path(field).asLong(now) > now) {
            entry.put(field, now);
        }
    }
}
