package io.tidebank.market.write;

import io.tidebank.market.draft.Dice;
import io.tidebank.market.draft.Identifier;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The identifiers of people as bytes. A value is a bijection of person and slot, so it belongs to one person only, and
 * needs no table.
 */
final class IdentifierText {

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final Identifier[] ALL = Identifier.values();
    private static final byte[][] TYPES = Arrays.stream(ALL)
            .map(identifier -> identifier.type().getBytes(StandardCharsets.US_ASCII))
            .toArray(byte[][]::new);
    private static final int SLOTS_BITS = 4;
    private static final int HEX_DIGITS = 16;

    private final long key;
    private final byte[] bytes = new byte[64];
    private int length;

    IdentifierText(long seed) {
        key = Dice.scramble(seed ^ 0x7469_6465L);
    }

    /** The bytes last written; valid up to {@link #length}. */
    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    static byte[] type(Identifier identifier) {
        return TYPES[identifier.ordinal()];
    }

    /** The strongest identifier of a mask that is not empty. */
    static Identifier strongest(int mask) {
        return ALL[31 - Integer.numberOfLeadingZeros(mask)];
    }

    /** Writes {@code type:value}. */
    void writePrimary(Identifier identifier, long person, int device) {
        byte[] type = type(identifier);
        System.arraycopy(type, 0, bytes, 0, type.length);
        bytes[type.length] = ':';
        length = type.length + 1;
        appendValue(identifier, person, device);
    }

    /** Writes the value alone. */
    void writeValue(Identifier identifier, long person, int device) {
        length = 0;
        appendValue(identifier, person, device);
    }

    private void appendValue(Identifier identifier, long person, int device) {
        long value = Dice.scramble((person << SLOTS_BITS | identifier.slot(device)) ^ key);
        switch (identifier) {
            case USER -> append((byte) 'u');
            case OPENID -> append((byte) 'o');
            case LOYALTY -> append((byte) 'V');
            // a keyed hash is longer than the rest
            case PHONE, EMAIL -> appendHex(Dice.scramble(value));
            case ANONYMOUS, DEVICE -> {}
        }
        appendHex(value);
    }

    /** Writes the id of a person's n-th touch: a bijection too, so no two are the same. */
    void writeTouchId(long person, int sequence) {
        length = 0;
        appendHex(Dice.scramble((person << 16 | sequence) ^ ~key));
    }

    /** Writes the id of a person's n-th order. */
    void writeOrderId(long person, int order) {
        length = 0;
        appendHex(Dice.scramble((person << 10 | order) + key));
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (bytes[i] >= 'a' ? bytes[i] - 32 : bytes[i]);
        }
    }

    private void append(byte letter) {
        bytes[length++] = letter;
    }

    private void appendHex(long value) {
        for (int i = 0; i < HEX_DIGITS; i++) {
            bytes[length + i] = HEX[(int) (value >>> (60 - 4 * i)) & 15];
        }
        length += HEX_DIGITS;
    }
}
