package io.tidebank.lake;

import java.time.Instant;
import java.util.Map;

/**
 * One committed state of a touch table.
 *
 * @param id Iceberg's id
 * @param parent the snapshot that it followed, 0 for the first
 * @param at when it was committed
 * @param operation append, replace, overwrite or delete
 * @param summary counts by Iceberg, and the properties given with the commit
 */
public record SnapshotInfo(long id, long parent, Instant at, String operation, Map<String, String> summary) {

    /** Property of a commit that says which import or batch of live events it brought. */
    public static final String IMPORT_ID = "tidebank.import-id";

    public SnapshotInfo {
        summary = Map.copyOf(summary);
    }
}
