package io.tidebank.collect.journal;

import io.tidebank.collect.journal.record.EventKey;
import io.tidebank.collect.journal.record.Memory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/**
 * Which events have been accepted, in two memories: of the room of both a quarter is reserved for keys that have to be
 * known for long. What they do not take of it the others may have. A key is known in whichever it lies.
 */
final class SeenKeys {

    /** Disk for a key: itself, its place in a block, its bits in the filter, and some room for compactions. */
    static final int KEY_COST = 32;

    private static final int RESERVED_PART = 4;

    private final JournalDb db;
    private final long mostKeys;
    private final SliceRow shared;
    private final SliceRow reserved;

    /**
     * The memories as they lie on the disk.
     *
     * @param missesSome whether events were accepted of which it knows nothing: by another journal, or by a later state of
     *     this one
     */
    SeenKeys(JournalDb db, JournalSettings settings, long now, boolean missesSome) {
        this.db = db;
        this.mostKeys = settings.memoryBytes() / KEY_COST;
        this.shared = new SliceRow(db, Memory.SHARED, settings.memory(), now);
        this.reserved = new SliceRow(db, Memory.RESERVED, settings.memory(), now);
        if (missesSome || !reserved.hasBegun()) {
            db.run(it -> {
                try (WriteBatch batch = new WriteBatch()) {
                    begin(batch, now, missesSome);
                    it.write(db.options.forced, batch);
                }
                return true;
            });
        }
    }

    /** A journal from before there were two memories has all keys in the one. */
    private void begin(WriteBatch batch, long now, boolean missesSome) throws RocksDBException {
        reserved.begin(batch, missesSome || !shared.isEmpty() ? now : 0);
        if (missesSome) {
            shared.begin(batch, now);
        }
    }

    /** Those of some keys that have been seen before; the latest slices of a memory are asked first. */
    Set<EventKey> known(List<EventKey> keys) {
        Set<EventKey> known = new HashSet<>();
        List<EventKey> open = keys;
        List<byte[]> asked = open.stream().map(EventKey::bytes).toList();
        for (ColumnFamilyHandle slice : db.slices().descendingMap().values()) {
            if (open.isEmpty()) {
                break;
            }
            List<byte[]> answers = ask(slice, asked);
            List<EventKey> openStill = new ArrayList<>(open.size());
            List<byte[]> askedStill = new ArrayList<>(open.size());
            for (int i = 0; i < answers.size(); i++) {
                if (answers.get(i) == null) {
                    openStill.add(open.get(i));
                    askedStill.add(asked.get(i));
                } else {
                    known.add(open.get(i));
                }
            }
            open = openStill;
            asked = askedStill;
        }
        return known;
    }

    private List<byte[]> ask(ColumnFamilyHandle slice, List<byte[]> keys) {
        return db.run(it -> it.multiGetAsList(db.options.checked, Collections.nCopies(keys.size(), slice), keys));
    }

    /** Makes keys known as soon as a batch is written. */
    void remember(WriteBatch batch, Map<EventKey, Memory> fresh, long now) throws RocksDBException {
        List<EventKey> lasting = in(Memory.RESERVED, fresh);
        if (!lasting.isEmpty()) {
            reserved.remember(batch, lasting, now, mostKeys / RESERVED_PART);
            shared.fit(batch, now, mostKeys - reserved.keys());
        }
        List<EventKey> others = in(Memory.SHARED, fresh);
        if (!others.isEmpty()) {
            shared.remember(batch, others, now, mostKeys - reserved.keys());
        }
    }

    private static List<EventKey> in(Memory memory, Map<EventKey, Memory> keys) {
        return keys.entrySet().stream()
                .filter(key -> key.getValue() == memory)
                .map(Map.Entry::getKey)
                .toList();
    }

    long remembered() {
        return shared.keys() + reserved.keys();
    }

    long forgottenEarly() {
        return shared.forgottenEarly() + reserved.forgottenEarly();
    }

    /** Since when every event that belongs into a memory is known, in milliseconds since 1970; 0 for since ever. */
    long knownSince(Memory memory) {
        return switch (memory) {
            case SHARED -> shared.knownSince();
            // As long as nothing is forgotten, what came before it began is known as long as all others.
            case RESERVED ->
                reserved.hasForgotten() ? reserved.knownSince() : Math.min(reserved.knownSince(), shared.knownSince());
        };
    }
}
