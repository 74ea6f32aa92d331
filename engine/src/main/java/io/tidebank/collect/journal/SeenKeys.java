package io.tidebank.collect.journal;

import io.tidebank.collect.journal.record.EventKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/**
 * Which events have been accepted. Keys lie in slices of a tenth of the memory each; to forget is to drop the oldest slice
 * whole, which costs nothing. A slice is closed when its time is over or when it is full.
 *
 * <p>A clock that jumps forward shall not wipe the memory: however late it seems to be, a new slice drops one old one at
 * most for its age.
 */
final class SeenKeys {

    /** More would make every look-up slower, fewer would remember for longer than asked. */
    static final int SLICES = 10;

    /** Disk for a key: itself, its place in a block, its bits in the filter, and some room for compactions. */
    static final int KEY_COST = 32;

    private static final String FORGOTTEN = "forgotten";

    private final JournalDb db;
    private final long spanMillis;
    private final long memoryMillis;
    private final long mostKeys;
    private final NavigableMap<Integer, Slice> slices = new TreeMap<>();
    private volatile long forgottenEarly;
    private volatile long remembered;

    /** A slice by when it was opened and how many keys it holds. */
    private record Slice(long openedAt, long keys) {

        String text() {
            return openedAt + " " + keys;
        }

        static Slice parse(@Nullable String text) {
            if (text == null) {
                return new Slice(0, 0);
            }
            int space = text.indexOf(' ');
            return new Slice(Long.parseLong(text.substring(0, space)), Long.parseLong(text.substring(space + 1)));
        }
    }

    SeenKeys(JournalDb db, JournalSettings settings) {
        this.db = db;
        this.memoryMillis = settings.memory().toMillis();
        this.spanMillis = Math.max(1, memoryMillis / SLICES);
        this.mostKeys = settings.memoryBytes() / KEY_COST;
        for (int number : db.slices().keySet()) {
            slices.put(number, Slice.parse(db.word(word(number))));
        }
        String forgotten = db.word(FORGOTTEN);
        this.forgottenEarly = forgotten == null ? 0 : Long.parseLong(forgotten);
        this.remembered = count();
    }

    /** Those of some keys that have been seen before; the latest slices are asked first. */
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
    void remember(WriteBatch batch, Collection<EventKey> keys, long now) throws RocksDBException {
        if (keys.isEmpty()) {
            return;
        }
        Map.Entry<Integer, Slice> current = current(batch, now);
        ColumnFamilyHandle family = db.addSlice(current.getKey());
        for (EventKey key : keys) {
            batch.put(family, key.bytes(), JournalDb.NOTHING);
        }
        Slice grown =
                new Slice(current.getValue().openedAt(), current.getValue().keys() + keys.size());
        slices.put(current.getKey(), grown);
        db.word(batch, word(current.getKey()), grown.text());
        remembered = count();
    }

    private Map.Entry<Integer, Slice> current(WriteBatch batch, long now) throws RocksDBException {
        Map.Entry<Integer, Slice> last = slices.lastEntry();
        if (last != null && !isOver(last.getValue(), now)) {
            return last;
        }
        int number = last == null ? 1 : last.getKey() + 1;
        forgetOldest(batch, now);
        slices.put(number, new Slice(now, 0));
        return slices.lastEntry();
    }

    private boolean isOver(Slice slice, long now) {
        return Math.abs(now - slice.openedAt()) >= spanMillis || slice.keys() >= Math.max(1, mostKeys / SLICES);
    }

    private void forgetOldest(WriteBatch batch, long now) throws RocksDBException {
        if (isAged(now)) {
            drop(batch);
        }
        long forgotten = forgottenEarly;
        while (slices.size() > 1 && count() > mostKeys - mostKeys / SLICES) {
            forgotten += drop(batch);
        }
        if (forgotten > forgottenEarly) {
            db.word(batch, FORGOTTEN, Long.toString(forgotten));
            forgottenEarly = forgotten;
        }
    }

    /** Whether all keys of the oldest slice are older than the memory: they came before the next slice was opened. */
    private boolean isAged(long now) {
        if (slices.isEmpty()) {
            return false;
        }
        Map.Entry<Integer, Slice> next = slices.higherEntry(slices.firstKey());
        long latest = next == null
                ? slices.firstEntry().getValue().openedAt() + spanMillis
                : next.getValue().openedAt();
        return latest <= now - memoryMillis;
    }

    private long drop(WriteBatch batch) throws RocksDBException {
        Map.Entry<Integer, Slice> oldest = slices.pollFirstEntry();
        db.dropSlice(oldest.getKey());
        db.forget(batch, word(oldest.getKey()));
        return oldest.getValue().keys();
    }

    private long count() {
        return slices.values().stream().mapToLong(Slice::keys).sum();
    }

    long remembered() {
        return remembered;
    }

    long forgottenEarly() {
        return forgottenEarly;
    }

    private static String word(int slice) {
        return "slice-" + slice;
    }
}
