package io.tidebank.lake;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows that take the place of others. */
public interface Replacement {

    /**
     * Rows of a table as it is at one snapshot.
     *
     * @param gone condition in SQL for the rows that go
     * @param added staged files of those that come
     */
    record Plan(String gone, List<TouchFile> added) {

        public Plan {
            added = List.copyOf(added);
        }
    }

    /** The kind that all rows have which go. */
    String kind();

    /** What the import ids of all of them begin with. */
    String importPrefix();

    /** Stages what comes; null if nothing is to be done. Asked again where others changed the table meanwhile. */
    @Nullable
    Plan plan(long snapshot);
}
