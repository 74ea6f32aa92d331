package io.tidebank.collect.journal;

import org.jspecify.annotations.Nullable;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.WriteBufferManager;

/**
 * The memory that all journals of a home share: one cache of blocks and filters, and what is written and not yet in files
 * counts as part of it. However many brands there are, it does not grow.
 */
public final class RocksMemory implements AutoCloseable {

    private static final int WRITES_TAKE_A_PART_OF = 2;

    private final long bytes;
    private @Nullable Pools pools;

    /** What RocksDB has to be there for. */
    private record Pools(Cache cache, WriteBufferManager writes) {}

    /** @param bytes how much it is; nothing is taken before a journal opens */
    public RocksMemory(long bytes) {
        this.bytes = bytes;
    }

    /** Bytes that journals hold just now. */
    public synchronized long used() {
        return pools == null ? 0 : pools.cache().getUsage();
    }

    Cache cache() {
        return pools().cache();
    }

    WriteBufferManager writes() {
        return pools().writes();
    }

    /** RocksDB's library is loaded by the first journal. */
    private synchronized Pools pools() {
        Pools there = pools;
        if (there == null) {
            Cache cache = new LRUCache(bytes);
            there = new Pools(cache, new WriteBufferManager(bytes / WRITES_TAKE_A_PART_OF, cache));
            pools = there;
        }
        return there;
    }

    /** After the last journal. */
    @Override
    public synchronized void close() {
        Pools there = pools;
        pools = null;
        if (there != null) {
            there.writes().close();
            there.cache().close();
        }
    }
}
