package io.tidebank.collect.topic;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import javax.crypto.Cipher;
import javax.crypto.KEM;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Seals what goes to a topic. A key is agreed upon with the public key once for many records; each record carries what the
 * reader needs to come to the same key, and a number that no other record of that key has. Any number of threads may seal.
 */
final class TopicSeal {

    static final byte FORMAT = 1;
    static final int AGREED_BYTES = 32;
    static final int NONCE_BYTES = 12;
    static final int TAG_BITS = 128;
    static final int HEAD = 1 + AGREED_BYTES + Long.BYTES;
    static final String CIPHER = "AES/GCM/NoPadding";
    static final String KEM_NAME = "DHKEM";
    static final int KEY_BYTES = 32;

    private static final long MOST_OF_A_KEY = 1L << 24;

    private final PublicKey key;
    private Agreed agreed;
    private long number;

    private record Agreed(SecretKey key, byte[] told) {}

    private record Numbered(Agreed agreed, long number) {}

    TopicSeal(PublicKey key) {
        this.key = key;
        this.agreed = agree(key);
    }

    private static Agreed agree(PublicKey key) {
        try {
            KEM.Encapsulated both =
                    KEM.getInstance(KEM_NAME).newEncapsulator(key).encapsulate(0, KEY_BYTES, "AES");
            return new Agreed(both.key(), both.encapsulation());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + KEM_NAME, e);
        }
    }

    private synchronized Numbered next() {
        if (number == MOST_OF_A_KEY) {
            agreed = agree(key);
            number = 0;
        }
        return new Numbered(agreed, number++);
    }

    byte[] seal(byte[] open) {
        Numbered own = next();
        ByteBuffer head =
                ByteBuffer.allocate(HEAD).put(FORMAT).put(own.agreed().told()).putLong(own.number());
        try {
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(Cipher.ENCRYPT_MODE, own.agreed().key(), nonce(own.number()));
            byte[] sealed = new byte[HEAD + cipher.getOutputSize(open.length)];
            System.arraycopy(head.array(), 0, sealed, 0, HEAD);
            cipher.updateAAD(head.array());
            cipher.doFinal(open, 0, open.length, sealed, HEAD);
            return sealed;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + CIPHER, e);
        }
    }

    static GCMParameterSpec nonce(long number) {
        byte[] nonce =
                ByteBuffer.allocate(NONCE_BYTES).putInt(0).putLong(number).array();
        return new GCMParameterSpec(TAG_BITS, nonce);
    }
}
