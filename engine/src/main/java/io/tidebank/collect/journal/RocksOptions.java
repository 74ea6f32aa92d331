package io.tidebank.collect.journal;

import java.util.List;
import org.rocksdb.AbstractNativeReference;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.ChecksumType;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.ReadOptions;
import org.rocksdb.WALRecoveryMode;
import org.rocksdb.WriteOptions;

/** How the journal wants its RocksDB; the objects live outside the heap and go with this one. */
final class RocksOptions implements AutoCloseable {

    private static final long MEGABYTE = 1L << 20;

    /** Old log files go when their records are trimmed, but not before all that is in them is in tables. */
    private static final long LOG_BYTES = 64 * MEGABYTE;

    /** In small steps, or a few writes of many brands would take the room of all. */
    private static final long STEP = MEGABYTE / 4;

    private static final int FILTER_BITS = 10;

    final DBOptions database;
    final ColumnFamilyOptions records;
    final ColumnFamilyOptions keys;
    final WriteOptions forced = new WriteOptions().setSync(true);
    final WriteOptions lazy = new WriteOptions();
    final ReadOptions checked = new ReadOptions().setVerifyChecksums(true);
    final ReadOptions once = new ReadOptions().setVerifyChecksums(true).setFillCache(false);
    private final BloomFilter filter = new BloomFilter(FILTER_BITS);

    /**
     * A log whose end is torn is a process that died while it wrote, which nobody was told of; a log damaged anywhere else
     * is a disk that lies, and shall not be passed over in silence.
     */
    RocksOptions(RocksMemory memory) {
        Cache cache = memory.cache();
        database = new DBOptions()
                .setCreateIfMissing(true)
                .setParanoidChecks(true)
                .setWalRecoveryMode(WALRecoveryMode.TolerateCorruptedTailRecords)
                .setMaxTotalWalSize(LOG_BYTES)
                .setWriteBufferManager(memory.writes())
                .setMaxBackgroundJobs(2)
                .setStatsDumpPeriodSec(0)
                .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
                .setMaxLogFileSize(MEGABYTE)
                .setKeepLogFileNum(2);
        records = new ColumnFamilyOptions()
                .setCompressionType(CompressionType.LZ4_COMPRESSION)
                .setWriteBufferSize(32 * MEGABYTE)
                .setArenaBlockSize(STEP)
                .setTableFormatConfig(tables(cache));
        keys = new ColumnFamilyOptions()
                .setCompressionType(CompressionType.NO_COMPRESSION)
                .setWriteBufferSize(16 * MEGABYTE)
                .setArenaBlockSize(STEP)
                .setMemtableWholeKeyFiltering(true)
                .setMemtablePrefixBloomSizeRatio(0.1)
                .setTableFormatConfig(tables(cache).setFilterPolicy(filter).setWholeKeyFiltering(true));
    }

    private static BlockBasedTableConfig tables(Cache cache) {
        return new BlockBasedTableConfig()
                .setChecksumType(ChecksumType.kXXH3)
                .setBlockCache(cache)
                .setCacheIndexAndFilterBlocks(true)
                .setCacheIndexAndFilterBlocksWithHighPriority(true);
    }

    @Override
    public void close() {
        List.<AbstractNativeReference>of(database, records, keys, forced, lazy, checked, once, filter)
                .forEach(AbstractNativeReference::close);
    }
}
