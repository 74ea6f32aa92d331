package io.tidebank.collect.source;

import io.tidebank.digest.Sha256;
import java.security.SecureRandom;
import java.util.Base64;

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
        return key.length() > LONGEST ? "" : Sha256.hex(key);
    }
}
