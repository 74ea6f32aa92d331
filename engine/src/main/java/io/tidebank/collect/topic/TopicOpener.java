package io.tidebank.collect.topic;

import io.tidebank.error.TidebankException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.KEM;
import javax.crypto.SecretKey;

/** Opens what a {@link TopicSeal} closed. One thread's. */
final class TopicOpener {

    private static final int REMEMBERED = 256;

    private final PrivateKey key;

    /** The keys of collectors that wrote lately, by what their records tell. */
    private final Map<ByteBuffer, SecretKey> agreed = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteBuffer, SecretKey> eldest) {
            return size() > REMEMBERED;
        }
    };

    TopicOpener(PrivateKey key) {
        this.key = key;
    }

    /**
     * Opens a record.
     *
     * @param place where it lies, for messages
     */
    byte[] open(byte[] sealed, String place) {
        if (sealed.length < TopicSeal.HEAD || sealed[0] != TopicSeal.FORMAT) {
            throw new TidebankException(
                    TopicError.TOPIC_DAMAGED,
                    "%s is no request that this Tidebank can read. If a newer one wrote it, use that one"
                            .formatted(place));
        }
        try {
            ByteBuffer head = ByteBuffer.wrap(sealed, 1, TopicSeal.HEAD - 1);
            byte[] told = new byte[TopicSeal.AGREED_BYTES];
            head.get(told);
            Cipher cipher = Cipher.getInstance(TopicSeal.CIPHER);
            cipher.init(Cipher.DECRYPT_MODE, agreed(told), TopicSeal.nonce(head.getLong()));
            cipher.updateAAD(sealed, 0, TopicSeal.HEAD);
            return cipher.doFinal(sealed, TopicSeal.HEAD, sealed.length - TopicSeal.HEAD);
        } catch (GeneralSecurityException e) {
            throw new TidebankException(
                    TopicError.TOPIC_LOCKED,
                    "%s was sealed for another home: this one's brand has another key. Restore keys/ from a backup, or read the topic with the home that it is for"
                            .formatted(place),
                    e);
        }
    }

    /** What the head of an opened record tells, which no other record does. */
    static byte[] told(byte[] sealed) {
        return Arrays.copyOf(sealed, TopicSeal.HEAD);
    }

    private SecretKey agreed(byte[] told) throws GeneralSecurityException {
        ByteBuffer name = ByteBuffer.wrap(Arrays.copyOf(told, told.length));
        SecretKey known = agreed.get(name);
        if (known == null) {
            known = KEM.getInstance(TopicSeal.KEM_NAME)
                    .newDecapsulator(key)
                    .decapsulate(told, 0, TopicSeal.KEY_BYTES, "AES");
            agreed.put(name, known);
        }
        return known;
    }
}
