package io.tidebank.collect.quarantine;

import io.tidebank.error.TidebankException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Locks and unlocks raw text with AES-GCM: a nonce of its own for each, bound to the import it belongs to. */
public final class RowLock {

    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    /** @param key AES key of 32 bytes */
    public RowLock(byte[] key) {
        this.key = new SecretKeySpec(key, "AES");
    }

    public byte[] lock(String raw, String importId) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, nonce, importId);
            byte[] text = raw.getBytes(StandardCharsets.UTF_8);
            byte[] locked = new byte[NONCE_BYTES + cipher.getOutputSize(text.length)];
            System.arraycopy(nonce, 0, locked, 0, NONCE_BYTES);
            cipher.doFinal(text, 0, text.length, locked, NONCE_BYTES);
            return locked;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + CIPHER, e);
        }
    }

    /** QUARANTINE_LOCKED if it was locked with another key or for another import. */
    public String unlock(byte[] locked, String importId) {
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, locked, importId);
            byte[] text = cipher.doFinal(locked, NONCE_BYTES, locked.length - NONCE_BYTES);
            return new String(text, StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new TidebankException(
                    QuarantineError.QUARANTINE_LOCKED,
                    "Rows of import %s were locked with another key: restore the brand's key from a backup"
                            .formatted(importId),
                    e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String importId) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce, 0, NONCE_BYTES));
        cipher.updateAAD(importId.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
