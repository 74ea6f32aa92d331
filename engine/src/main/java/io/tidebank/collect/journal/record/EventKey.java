package io.tidebank.collect.journal.record;

import io.tidebank.digest.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * Sixteen bytes that stand for an event of a source. They are cut from SHA-256: names are chosen by senders, and no
 * sender shall find two that collide.
 */
public record EventKey(long high, long low) {

    private static final int BYTES = 16;

    private static final byte TOUCH = 't';
    private static final byte BAD = 'b';

    public static EventKey of(LiveEvent event) {
        return hash(TOUCH, event.source(), event.dedupKey());
    }

    /** A name of its own kind, so that an event can be sent again under its name once it is corrected. */
    public static EventKey bad(String source, String dedupKey) {
        return hash(BAD, source, dedupKey);
    }

    public byte[] bytes() {
        return ByteBuffer.allocate(BYTES).putLong(high).putLong(low).array();
    }

    private static EventKey hash(byte kind, String source, String name) {
        MessageDigest digest = Sha256.fresh();
        byte[] first = source.getBytes(StandardCharsets.UTF_8);
        digest.update(kind);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(first.length).array());
        digest.update(first);
        ByteBuffer hash = ByteBuffer.wrap(digest.digest(name.getBytes(StandardCharsets.UTF_8)));
        return new EventKey(hash.getLong(), hash.getLong());
    }
}
