package io.tidebank.collect.format;

/** Tells whether a stream of bytes is well-formed UTF-8, chunk by chunk, where it first is not, and how often it is not. */
final class Utf8Check {

    /** So many whole characters beyond ASCII for each fault: text of another encoding has more faults than these. */
    private static final long WHOLE_PER_FAULT = 20;

    private long offset;
    private long faults;
    private long whole;
    private long faultAt = -1;
    private int pending;
    private int least;
    private int most;

    void update(byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
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

    /** Whether it is UTF-8 with a broken character here and there, rather than text of another encoding. */
    boolean isMostlyUtf8() {
        return whole > 0 && whole >= WHOLE_PER_FAULT * faults;
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
            fault(at);
        }
    }

    private void continuation(int b, long at) {
        boolean fits = b >= least && b <= most;
        least = 0x80;
        most = 0xbf;
        pending--;
        if (!fits) {
            fault(at);
            pending = 0;
        } else if (pending == 0) {
            whole++;
        }
    }

    private void fault(long at) {
        faults++;
        faultAt = faultAt < 0 ? at : faultAt;
    }
}
