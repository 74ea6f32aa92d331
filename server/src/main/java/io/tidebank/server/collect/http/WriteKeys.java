package io.tidebank.server.collect.http;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds a sender's write key outside the body: the user of basic authentication, or a parameter of the address. */
public final class WriteKeys {

    private static final String BASIC = "Basic ";

    private WriteKeys() {}

    /** The key of the header or address; null if it must be in the body. */
    public static @Nullable String of(HttpServletRequest request) {
        String authorization = request.getHeader("Authorization");
        if (authorization != null && authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            String key = user(authorization.substring(BASIC.length()).strip());
            if (!key.isEmpty()) {
                return key;
            }
        }
        return parameters(request).get("writeKey");
    }

    /** A key has no colon; some senders leave out the one that ends it. */
    private static String user(String encoded) {
        try {
            String text = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            int colon = text.indexOf(':');
            return colon < 0 ? text : text.substring(0, colon);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /** The address's parameters. The container's own would swallow the bodies of senders who call theirs a form. */
    public static Map<String, String> parameters(HttpServletRequest request) {
        String query = request.getQueryString();
        if (query == null || query.isEmpty()) {
            return Map.of();
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                parameters.putIfAbsent(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
        return parameters;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
