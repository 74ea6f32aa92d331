package io.tidebank.collect.format;

import io.airlift.compress.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** How the bytes of a single file are packed. Archives of several files are unpacked before this. */
public enum Compression {
    NONE("none"),
    GZIP("gzip"),
    ZSTD("zstd");

    private final String duckDb;

    Compression(String duckDb) {
        this.duckDb = duckDb;
    }

    /** The name that DuckDB's readers take. */
    public String duckDb() {
        return duckDb;
    }

    static Compression of(byte[] head) {
        if (Magic.GZIP.starts(head)) {
            return GZIP;
        }
        return Magic.ZSTD.starts(head) ? ZSTD : NONE;
    }

    /** The bytes as they were before they were packed. */
    public InputStream unpack(InputStream packed) throws IOException {
        return switch (this) {
            case NONE -> packed;
            case GZIP -> new GZIPInputStream(packed, 1 << 16);
            case ZSTD -> new ZstdInputStream(packed);
        };
    }
}
