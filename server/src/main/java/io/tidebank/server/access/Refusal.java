package io.tidebank.server.access;

import io.tidebank.error.ErrorCode;
import io.tidebank.server.ServerError;
import io.tidebank.server.wire.RetryAfter;
import io.tidebank.server.wire.WireJson;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/**
 * What a caller is told who may not: an RFC 9457 problem.
 *
 * @param retryAfter when to come again; zero where that changes nothing
 */
record Refusal(HttpStatus status, ErrorCode code, String detail, Duration retryAfter) {

    /** Nothing was shown, or nothing that is known here. */
    static Refusal signIn(String detail) {
        return new Refusal(HttpStatus.UNAUTHORIZED, ServerError.SIGN_IN_NEEDED, detail, Duration.ZERO);
    }

    /** What was shown is known and is not enough. */
    static Refusal forbidden(String detail) {
        return new Refusal(HttpStatus.FORBIDDEN, ServerError.NOT_ALLOWED, detail, Duration.ZERO);
    }

    /** Too many wrong secrets came from there. */
    static Refusal later(Duration wait) {
        return new Refusal(
                HttpStatus.TOO_MANY_REQUESTS,
                ServerError.TOO_MANY_FAILURES,
                "Too many wrong secrets came from your address or for this token",
                wait);
    }

    static Refusal notFound(ErrorCode code, String detail) {
        return new Refusal(HttpStatus.NOT_FOUND, code, detail, Duration.ZERO);
    }

    void writeTo(HttpServletResponse response) throws IOException {
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setCharacterEncoding("UTF-8");
        if (status == HttpStatus.UNAUTHORIZED) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        if (!retryAfter.isZero()) {
            response.setHeader(HttpHeaders.RETRY_AFTER, RetryAfter.seconds(retryAfter));
        }
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("title", status.getReasonPhrase());
        problem.put("status", status.value());
        problem.put("detail", detail);
        problem.put("code", code.name());
        response.getWriter().write(WireJson.mapper().writeValueAsString(problem));
    }
}
