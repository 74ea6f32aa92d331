package io.tidebank.server.collect.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Lets pages of any origin collect. Every header that SDKs send is named: a star would not cover Authorization. Who may
 * send is told by the write key, not by the page.
 */
public final class Cors {

    private static final String HEADERS =
            "Authorization, Content-Type, Content-Encoding, X-Retry-Count, AnonymousId, SentAt,"
                    + " Rsa-Retry-Attempt, Rsa-Since-Last-Attempt, Rsa-Since-First-Attempt, Rsa-Retry-Reason, Rsa-Recovered";

    private Cors() {}

    public static void allow(HttpServletRequest request, HttpServletResponse response) {
        String origin = request.getHeader("Origin");
        if (origin == null) {
            return;
        }
        response.setHeader("Access-Control-Allow-Origin", origin);
        response.setHeader("Access-Control-Allow-Credentials", "true");
        response.addHeader("Vary", "Origin");
        response.setHeader("Access-Control-Expose-Headers", "Retry-After, X-RateLimit-Reset");
        if (request.getMethod().equals("OPTIONS")) {
            response.setHeader("Access-Control-Allow-Methods", "POST, GET, OPTIONS");
            response.setHeader("Access-Control-Allow-Headers", HEADERS);
            response.setHeader("Access-Control-Max-Age", "900");
        }
    }
}
