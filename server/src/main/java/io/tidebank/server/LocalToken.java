package io.tidebank.server;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Proves that a caller can read the home's {@code run} folder: made anew at every start. */
public record LocalToken(String value) {

    private static final int BYTES = 24;

    static LocalToken random() {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        return new LocalToken(HexFormat.of().formatHex(random));
    }

    /** Whether an Authorization header carries this token; takes the same time whatever it carries. */
    public boolean isIn(@Nullable String authorization) {
        byte[] given = String.valueOf(authorization).getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(("Bearer " + value).getBytes(StandardCharsets.UTF_8), given);
    }

    /** Hidden, so that no log shows it. */
    @Override
    public String toString() {
        return "LocalToken[hidden]";
    }
}
