package io.tidebank.server.collect.http;

import io.tidebank.server.wire.RetryAfter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * What a sender is answered: always JSON, since some SDKs take anything else for a failure and send again.
 *
 * @param status 2xx: all of it is on the disk; 4xx: never send it again; 408, 429, 5xx: send it again
 * @param code for programs; empty if all is well
 * @param message for people; nothing of what was sent is in it
 * @param retryAfter when to come again; zero if that is not asked for
 */
public record CollectAnswer(int status, String code, String message, Duration retryAfter) {

    public static final CollectAnswer OK = new CollectAnswer(200, "", "", Duration.ZERO);

    private static final byte[] SUCCESS = "{\"success\":true}".getBytes(StandardCharsets.UTF_8);
    public static final int TOO_MANY = 429;
    public static final String UNKNOWN_KEY = "invalid_write_key";
    public static final String DISABLED = "source_disabled";

    /** It can never be taken. */
    public static CollectAnswer no(int status, String code, String message) {
        return new CollectAnswer(status, code, message, Duration.ZERO);
    }

    /** More comes than can be taken. */
    public static CollectAnswer tooMuch(String message, Duration retryAfter) {
        return new CollectAnswer(TOO_MANY, "overloaded", message, retryAfter);
    }

    /** The storage takes nothing at all. */
    public static CollectAnswer unavailable(String message) {
        return new CollectAnswer(
                HttpServletResponse.SC_SERVICE_UNAVAILABLE, "unavailable", message, Duration.ofSeconds(10));
    }

    /** Whether nobody has the key that was shown. */
    public boolean isUnknownKey() {
        return code.equals(UNKNOWN_KEY);
    }

    /** Whether more came than may. */
    public boolean isTooLarge() {
        return status == HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE;
    }

    /** Whether all of it is on the disk. */
    public boolean isOk() {
        return status == HttpServletResponse.SC_OK;
    }

    /** Answers with it. */
    public void writeTo(HttpServletResponse response) throws IOException {
        response.setStatus(status);
        response.setContentType("application/json");
        if (!retryAfter.isZero()) {
            String seconds = RetryAfter.seconds(retryAfter);
            response.setHeader("Retry-After", seconds);
            response.setHeader("X-RateLimit-Reset", seconds);
        }
        byte[] body = isOk() ? SUCCESS : problem();
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /** {@code message} is what Python's SDK shows, {@code error} what Ruby's does. */
    private byte[] problem() {
        String text = CollectJson.text(message);
        return "{\"success\":false,\"code\":\"%s\",\"message\":%s,\"error\":%s}"
                .formatted(code, text, text)
                .getBytes(StandardCharsets.UTF_8);
    }
}
