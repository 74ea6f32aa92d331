package io.tidebank.access;

import io.tidebank.digest.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Makes secrets of 256 random bits and the hashes by which they are kept. */
final class Secret {

    private static final int SECRET_BYTES = 32;
    private static final int ID_BYTES = 4;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Secret() {}

    /** A new secret: 43 letters that need no escaping anywhere. */
    static String random() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(SECRET_BYTES));
    }

    /** A name for a secret that may be shown: 8 hexadecimal digits. */
    static String randomId() {
        return HexFormat.of().formatHex(bytes(ID_BYTES));
    }

    /** So much chance needs no salt and no slow hash: nobody can try 2^256 of them. */
    static String hash(String secret) {
        return Sha256.hex(secret);
    }

    /** Whether a secret is the one behind a hash; takes the same time whatever it is. */
    static boolean fits(String secret, String hash) {
        return MessageDigest.isEqual(
                hash(secret).getBytes(StandardCharsets.US_ASCII), hash.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
