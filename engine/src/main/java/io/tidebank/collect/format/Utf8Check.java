package io.tidebank.collect.format;

/** Tells whether a stream of bytes is well-formed UTF-8, chunk by chunk, and where it first is not. */
final class Utf8Check {

    private long offset;
    private long faultAt = -1;
    private int pending;
    private int least;
    private int most;

    void update(byte[] bytes, int length) {
        for (int i = 0; i < length && faultAt < 0; i++) {
            byte b = bytes[i];
            if (pending > 0) {
                continuation(b & 0xff, offset + i);
            } else if (b < 0) {
                start(b & 0xff, offset + i);
            }
        }
        offset += length;
    }

    /** The offset of the first byte that is not UTF-8, or -1. To be asked at the end of the stream. */
    long faultAt() {
        return faultAt < 0 && pending > 0 ? offset : faultAt;
    }

    /** The second byte's range keeps out overlong forms, surrogates and what lies beyond U+10FFFF. */
    private void start(int b, long at) {
        least = 0x80;
        most = 0xbf;
        if (b >= 0xc2 && b <= 0xdf) {
            pending = 1;
        } else if (b >= 0xe0 && b <= 0xef) {
            pending = 2;
            least = b == 0xe0 ? 0xa0 : 0x80;
            most = b == 0xed ? 0x9f : 0xbf;
        } else if (b >= 0xf0 && b <= 0xf4) {
            pending = 3;
            least = b == 0xf0 ? 0x90 : 0x80;
            most = b == 0xf4 ? 0x8f : 0xbf;
        } else {
            faultAt = at;
        }
    }

    private void continuation(int b, long at) {
        if (b < least || b > most) {
            faultAt = at;
        }
        least = 0x80;
        most = 0xbf;
        pending--;
    }
}
