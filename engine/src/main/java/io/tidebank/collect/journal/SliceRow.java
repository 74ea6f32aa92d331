package io.tidebank.collect.journal;

import io.tidebank.collect.journal.record.EventKey;
import io.tidebank.collect.journal.record.Memory;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/**
 * One of the memories: slices of a tenth each. A slice is closed when its time is over or when it is full, and to forget
 * is to drop the oldest whole.
 *
 * <p>A clock that jumps forward shall not wipe the memory: however late it seems to be, a new slice drops one old one at
 * most for its age. Nor shall it keep the memory from forgetting: a slice that was opened later than now tells nothing of
 * the age of those before it.
 */
final class SliceRow {

    /** More would make every look-up slower, fewer would remember for longer than asked. */
    static final int SLICES = 10;

    private final JournalDb db;
    private final Memory memory;
    private final long spanMillis;
    private final long memoryMillis;
    private final NavigableMap<Integer, Slice> slices = new TreeMap<>();
    private long begun;
    private volatile long forgottenEarly;
    private volatile long keys;
    private volatile boolean hasForgotten;
    private volatile long knownSince;

    /** A slice by when it was opened and how many keys it holds. */
    private record Slice(long openedAt, long keys) {

        String text() {
            return openedAt + " " + keys;
        }

        static Slice parse(String text) {
            int space = text.indexOf(' ');
            return new Slice(Long.parseLong(text.substring(0, space)), Long.parseLong(text.substring(space + 1)));
        }
    }

    /** The row as it lies on the disk. A slice without a word was made for keys that were not written: it is empty. */
    SliceRow(JournalDb db, Memory memory, Duration asked, long now) {
        this.db = db;
        this.memory = memory;
        this.memoryMillis = asked.toMillis();
        this.spanMillis = Math.max(1, memoryMillis / SLICES);
        for (SliceName name : List.copyOf(db.slices().keySet())) {
            if (name.memory() == memory) {
                readSlice(name);
            }
        }
        this.forgottenEarly = number(db.word(word("forgotten")));
        this.begun = number(db.word(word("begun")));
        look(now);
    }

    private void readSlice(SliceName name) {
        String word = db.word(slice(name.number()));
        if (word == null) {
            db.dropSlice(name);
        } else {
            slices.put(name.number(), Slice.parse(word));
        }
    }

    private static long number(@Nullable String word) {
        return word == null ? 0 : Long.parseLong(word);
    }

    boolean isEmpty() {
        return slices.isEmpty();
    }

    /** Whether it has been said when the row began. */
    boolean hasBegun() {
        return db.word(word("begun")) != null;
    }

    /** Says since when the keys of the journal come here; 0 for since ever. */
    void begin(WriteBatch batch, long since) throws RocksDBException {
        db.word(batch, word("begun"), Long.toString(since));
        begun = since;
        look(since);
    }

    /** Makes keys known as soon as a batch is written; drops what is too old or too much for that. */
    void remember(WriteBatch batch, Collection<EventKey> fresh, long now, long most) throws RocksDBException {
        Map.Entry<Integer, Slice> current = current(batch, now, most);
        ColumnFamilyHandle family = db.addSlice(new SliceName(memory, current.getKey()));
        for (EventKey key : fresh) {
            batch.put(family, key.bytes(), JournalDb.NOTHING);
        }
        Slice before = current.getValue();
        Slice grown = new Slice(before.openedAt(), before.keys() + fresh.size());
        slices.put(current.getKey(), grown);
        db.word(batch, slice(current.getKey()), grown.text());
        look(now);
    }

    private Map.Entry<Integer, Slice> current(WriteBatch batch, long now, long most) throws RocksDBException {
        Map.Entry<Integer, Slice> last = slices.lastEntry();
        if (last != null && !isOver(last.getValue(), now, most)) {
            return last;
        }
        int number = last == null ? 1 : last.getKey() + 1;
        if (isAged(now)) {
            drop(batch);
        }
        fit(batch, now, most - most / SLICES);
        slices.put(number, new Slice(now, 0));
        return slices.lastEntry();
    }

    private boolean isOver(Slice slice, long now, long most) {
        return Math.abs(now - slice.openedAt()) >= spanMillis || slice.keys() >= Math.max(1, most / SLICES);
    }

    /** Whether all keys of the oldest slice are older than the memory: they came before a later slice was opened. */
    private boolean isAged(long now) {
        if (slices.isEmpty()) {
            return false;
        }
        long latest = slices.size() == 1
                ? slices.firstEntry().getValue().openedAt() + spanMillis
                : opened(slices.tailMap(slices.firstKey(), false), now);
        return latest <= now - memoryMillis;
    }

    /** When the first of some slices was opened, or not long after. */
    private static long opened(NavigableMap<Integer, Slice> some, long now) {
        return some.values().stream()
                .mapToLong(Slice::openedAt)
                .filter(openedAt -> openedAt <= now)
                .findFirst()
                .orElse(now);
    }

    /** Drops the oldest, before their time, until what is left is not too much. */
    void fit(WriteBatch batch, long now, long most) throws RocksDBException {
        long forgotten = forgottenEarly;
        while (slices.size() > 1 && count() > most) {
            forgotten += drop(batch);
        }
        if (forgotten > forgottenEarly) {
            db.word(batch, word("forgotten"), Long.toString(forgotten));
            forgottenEarly = forgotten;
            look(now);
        }
    }

    private long drop(WriteBatch batch) throws RocksDBException {
        Map.Entry<Integer, Slice> oldest = slices.pollFirstEntry();
        db.dropSlice(new SliceName(memory, oldest.getKey()));
        db.forget(batch, slice(oldest.getKey()));
        return oldest.getValue().keys();
    }

    private long count() {
        return slices.values().stream().mapToLong(Slice::keys).sum();
    }

    /** Other threads ask for what is found here. */
    private void look(long now) {
        keys = count();
        hasForgotten = !slices.isEmpty() && slices.firstKey() > 1;
        knownSince = hasForgotten ? Math.max(begun, opened(slices, now)) : begun;
    }

    /** Keys that are known. */
    long keys() {
        return keys;
    }

    /** Keys forgotten before their time, since the journal was made. */
    long forgottenEarly() {
        return forgottenEarly;
    }

    /** Whether any key was ever forgotten. */
    boolean hasForgotten() {
        return hasForgotten;
    }

    /** Since when every key that came here is known, in milliseconds since 1970; 0 for since ever. */
    long knownSince() {
        return knownSince;
    }

    private String slice(int number) {
        return "slice-" + new SliceName(memory, number).text();
    }

    private String word(String name) {
        return memory == Memory.SHARED ? name : name + "-reserved";
    }
}
