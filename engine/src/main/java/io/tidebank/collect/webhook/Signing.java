package io.tidebank.collect.webhook;

import io.tidebank.error.TidebankException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * How a system signs what it sends: an HMAC with a shared secret, in a header.
 *
 * @param header in which the signature stands
 * @param algorithm sha256, sha512 or sha1
 * @param encoding hex or base64
 * @param prefix what stands before the signature, as {@code sha256=}
 * @param timestampHeader header with the seconds since 1970, which are signed before the body with a dot between; null
 *     where the body alone is signed
 * @param tolerance how far that may be from now
 */
public record Signing(
        String header,
        String algorithm,
        String encoding,
        String prefix,
        @Nullable String timestampHeader,
        Duration tolerance) {

    /** What most systems do. */
    public static final Duration USUAL_TOLERANCE = Duration.ofMinutes(5);

    /** The headers of a request, by any spelling of their names. */
    @FunctionalInterface
    public interface Headers {
        @Nullable
        String of(String name);
    }

    public Signing {
        if (header.isBlank()) {
            throw invalid("A signature needs the name of the header in which it stands");
        }
        if (!algorithm.equals("sha256") && !algorithm.equals("sha512") && !algorithm.equals("sha1")) {
            throw invalid("The algorithm of a signature is sha256, sha512 or sha1");
        }
        if (!encoding.equals("hex") && !encoding.equals("base64")) {
            throw invalid("The encoding of a signature is hex or base64");
        }
        if (tolerance.isNegative() || tolerance.isZero()) {
            throw invalid("The tolerance of a time stamp is a time");
        }
    }

    /** A signature of the body alone. */
    static Signing plain(String header, String encoding) {
        return new Signing(header, "sha256", encoding, "", null, USUAL_TOLERANCE);
    }

    /** Whether the sender knew the secret; how long that takes tells nothing of it. */
    boolean holds(byte[] secret, Headers headers, byte[] body, Instant now) {
        String stated = headers.of(header);
        if (stated == null || !stated.startsWith(prefix)) {
            return false;
        }
        String time = timestampHeader == null ? null : headers.of(timestampHeader);
        if (timestampHeader != null && !isNear(time, now)) {
            return false;
        }
        byte[] signature = decoded(stated.substring(prefix.length()).strip());
        return signature != null && MessageDigest.isEqual(signature, hmac(secret, time, body));
    }

    private boolean isNear(@Nullable String time, Instant now) {
        try {
            Instant sent = Instant.ofEpochSecond(Long.parseLong(String.valueOf(time)));
            return Duration.between(sent, now).abs().compareTo(tolerance) <= 0;
        } catch (RuntimeException e) {
            return false;
        }
    }

    private byte @Nullable [] decoded(String signature) {
        try {
            return encoding.equals("hex")
                    ? HexFormat.of().parseHex(signature)
                    : Base64.getDecoder().decode(signature);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private byte[] hmac(byte[] secret, @Nullable String time, byte[] body) {
        String name = "Hmac" + algorithm.toUpperCase(Locale.ROOT);
        try {
            Mac mac = Mac.getInstance(name);
            mac.init(new SecretKeySpec(secret, name));
            if (time != null) {
                mac.update((time + ".").getBytes(StandardCharsets.UTF_8));
            }
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + name, e);
        }
    }

    private static TidebankException invalid(String why) {
        return new TidebankException(WebhookError.WEBHOOK_INVALID, why);
    }
}
