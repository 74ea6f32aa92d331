package io.tidebank.market.draft;

/**
 * A touch in 32 bytes: everything that the finished row is rendered from. Mutable and reused, since a market makes
 * billions of them; {@link #pack} and {@link #unpack} are the only format of the spool.
 */
public final class Draft {

    /** Words of 64 bits that one packed draft takes. */
    public static final int WORDS = 4;

    /** Orders, devices, items and so on are numbers with few bits; these are their limits. */
    public static final int MOST_TOUCHES = (1 << 16) - 1;

    public static final int MOST_ORDERS = (1 << 10) - 1;
    public static final int MOST_DAYS = (1 << 10) - 1;

    private static final Kind[] KINDS = Kind.values();
    private static final Fault[] FAULTS = Fault.values();

    public long occurredMillis;
    /** Seconds until the touch arrives. */
    public int delay;

    public long person;
    public int sequence;
    public Kind kind = Kind.VISIT;
    public Fault fault = Fault.NONE;

    public int touchpoint;
    /** Number of the item from 1; 0 is none. */
    public int item;
    /** Number of a text from 1; 0 is none. */
    public int text;

    public int quantity;
    /** Bits of {@link Identifier}. */
    public int ids;

    public int device;
    /** Number of the person's order from 1; 0 is none. */
    public int order;

    public int polarity;

    /** In 10⁻⁴ of the currency; 0 is none. */
    public long amount;
    /** Number of the shop from 1; 0 is none. */
    public int shop;
    /** Day number of the broadcast or mailing, from 1; 0 is none. */
    public int content;
    /** Number of the context from 1; 0 is none. */
    public int context;

    public long arrivalMillis() {
        return occurredMillis + delay * 1000L;
    }

    /** Forgets everything that only some touches have. */
    public void clear() {
        fault = Fault.NONE;
        delay = 0;
        item = 0;
        text = 0;
        quantity = 0;
        order = 0;
        polarity = 0;
        amount = 0;
        shop = 0;
        content = 0;
    }

    public void pack(long[] words, int at) {
        words[at] = occurredMillis << 22 | delay;
        words[at + 1] = person << 32 | (long) sequence << 16 | kind.ordinal() << 8 | fault.ordinal();
        words[at + 2] = (long) touchpoint << 48
                | (long) item << 39
                | (long) text << 27
                | (long) quantity << 21
                | (long) ids << 14
                | (long) device << 12
                | (long) order << 2
                | (polarity + 1);
        words[at + 3] = amount << 30 | (long) shop << 24 | (long) content << 10 | context;
    }

    public void unpack(long[] words, int at) {
        occurredMillis = words[at] >>> 22;
        delay = (int) (words[at] & 0x3F_FFFF);
        long who = words[at + 1];
        person = who >>> 32;
        sequence = (int) (who >>> 16) & 0xFFFF;
        kind = KINDS[(int) (who >>> 8) & 0xFF];
        fault = FAULTS[(int) who & 0xFF];
        long what = words[at + 2];
        touchpoint = (int) (what >>> 48);
        item = (int) (what >>> 39) & 0x1FF;
        text = (int) (what >>> 27) & 0xFFF;
        quantity = (int) (what >>> 21) & 0x3F;
        ids = (int) (what >>> 14) & 0x7F;
        device = (int) (what >>> 12) & 3;
        order = (int) (what >>> 2) & 0x3FF;
        polarity = (int) (what & 3) - 1;
        long rest = words[at + 3];
        amount = rest >>> 30;
        shop = (int) (rest >>> 24) & 0x3F;
        content = (int) (rest >>> 10) & 0x3FFF;
        context = (int) rest & 0x3FF;
    }
}
