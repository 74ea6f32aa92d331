package io.tidebank.collect.source;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Makes write keys and the hashes by which they are kept: whoever reads the tables cannot send in a source's name. */
final class WriteKey {

    private static final int RANDOM_BYTES = 24;
    private static final int LONGEST = 200;
    private static final SecureRandom RANDOM = new SecureRandom();

    private WriteKey() {}

    /** A new key: 192 random bits in letters that need no escaping anywhere. */
    static String random() {
        byte[] bytes = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Looked up in place of the key: how long that takes tells nothing of any key. */
    static String hash(String key) {
        if (key.length() > LONGEST) {
            return "";
        }
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256", e);
        }
    }
}
