package io.tidebank.server;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Proves that a caller can read the home's {@code run} folder: made anew at every start. */
public record LocalToken(String value) {

    private static final int BYTES = 24;

    static LocalToken random() {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        return new LocalToken(HexFormat.of().formatHex(random));
    }

    /** Whether a text is this token; takes the same time whatever it is. */
    public boolean is(String text) {
        return MessageDigest.isEqual(value.getBytes(StandardCharsets.UTF_8), text.getBytes(StandardCharsets.UTF_8));
    }

    /** Hidden, so that no log shows it. */
    @Override
    public String toString() {
        return "LocalToken[hidden]";
    }
}
