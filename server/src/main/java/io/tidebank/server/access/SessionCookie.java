package io.tidebank.server.access;

import io.tidebank.access.BrowserSession;
import io.tidebank.server.Home;
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

    SessionCookie(Home home) {
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
        Duration age = Duration.between(Clock.systemUTC().instant(), session.expiresAt());
        add(session.cookie(), age, request, response);
    }

    void clear(HttpServletRequest request, HttpServletResponse response) {
        add("", Duration.ZERO, request, response);
    }

    private void add(String value, Duration age, HttpServletRequest request, HttpServletResponse response) {
        ResponseCookie cookie = ResponseCookie.from(name, value)
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Strict")
                .path("/")
                .maxAge(age)
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }
}
