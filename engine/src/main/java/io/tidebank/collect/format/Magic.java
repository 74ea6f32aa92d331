package io.tidebank.collect.format;

/** The first bytes by which a file tells what it is. */
enum Magic {
    GZIP(0x1f, 0x8b),
    ZSTD(0x28, 0xb5, 0x2f, 0xfd),
    ZIP('P', 'K', 3, 4),
    PARQUET('P', 'A', 'R', '1'),
    /** The container of .xls and old Word files. */
    OLE2(0xd0, 0xcf, 0x11, 0xe0),
    UTF_8_MARK(0xef, 0xbb, 0xbf),
    UTF_16_LITTLE_MARK(0xff, 0xfe),
    UTF_16_BIG_MARK(0xfe, 0xff);

    @SuppressWarnings("ImmutableEnumChecker") // nobody else has the array, and nobody here writes to it
    private final int[] bytes;

    Magic(int... bytes) {
        this.bytes = bytes;
    }

    int length() {
        return bytes.length;
    }

    boolean starts(byte[] head) {
        if (head.length < bytes.length) {
            return false;
        }
        for (int i = 0; i < bytes.length; i++) {
            if ((head[i] & 0xff) != bytes[i]) {
                return false;
            }
        }
        return true;
    }
}
