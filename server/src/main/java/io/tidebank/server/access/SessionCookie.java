package io.tidebank.server.access;

import io.tidebank.access.BrowserSession;
import io.tidebank.server.Home;
import io.tidebank.server.Listening;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;

/** The cookie by which a browser is known. Its name is the home's own, since servers of one machine share their cookies. */
@Component
final class SessionCookie {

    private final String name;
    private final Listening listening;
    private final Clock clock;

    SessionCookie(Home home, Listening listening, Clock clock) {
        this.listening = listening;
        this.clock = clock;
        this.name = "tidebank_%08x"
                .formatted(home.folder().toAbsolutePath().normalize().toString().hashCode());
    }

    /** What the browser keeps; null if it keeps nothing of ours. */
    @Nullable
    String of(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        if (cookies != null) {
            for (Cookie cookie : cookies) {
                if (cookie.getName().equals(name)) {
                    return cookie.getValue();
                }
            }
        }
        return null;
    }

    void set(BrowserSession session, HttpServletRequest request, HttpServletResponse response) {
        Duration age = Duration.between(clock.instant(), session.expiresAt());
        add(session.cookie(), age, request, response);
    }

    void clear(HttpServletRequest request, HttpServletResponse response) {
        add("", Duration.ZERO, request, response);
    }

    private void add(String value, Duration age, HttpServletRequest request, HttpServletResponse response) {
        ResponseCookie cookie = ResponseCookie.from(name, value)
                .httpOnly(true)
                .secure(isSecure(request))
                .sameSite("Strict")
                .path("/")
                .maxAge(age)
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }

    /** Also where TLS ends at a proxy that is not believed: the browser says itself that it is at the public address. */
    private boolean isSecure(HttpServletRequest request) {
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        return request.isSecure()
                || (listening.isPublicOrigin(origin) && String.valueOf(origin).startsWith("https:"));
    }
}
