package io.tidebank.server.access;

import io.tidebank.access.AccessError;
import io.tidebank.access.BrowserSession;
import io.tidebank.access.Caller;
import io.tidebank.access.Owners;
import io.tidebank.brand.Tidebank;
import io.tidebank.error.TidebankException;
import io.tidebank.server.wire.LinkView;
import io.tidebank.server.wire.SessionView;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Who the caller is; and how a browser becomes known, by a one-time link that the console hands in. */
@RestController
@RequestMapping("/api/v1/session")
class SessionController {

    private final Owners owners;
    private final SessionCookie cookie;
    private final FailureLimit failures;

    SessionController(Tidebank tidebank, SessionCookie cookie, FailureLimit failures) {
        this.owners = tidebank.access().owners();
        this.cookie = cookie;
        this.failures = failures;
    }

    @GetMapping
    SessionView session(@RequestAttribute(Callers.ATTRIBUTE) Caller caller) {
        return SessionView.of(caller);
    }

    /** Spends a link; the answer sets the cookie. Null after an answer of its own to who tries too many. */
    @PostMapping
    @Nullable
    SessionView open(@RequestBody Key key, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        try {
            BrowserSession session = owners.redeem(key.key());
            cookie.set(session, request, response);
            return SessionView.of(session.caller());
        } catch (TidebankException e) {
            Duration wait = e.code() == AccessError.LINK_SPENT
                    ? failures.failed("address " + FailureLimit.network(request.getRemoteAddr()))
                    : Duration.ZERO;
            if (wait.isZero()) {
                throw e;
            }
            Refusal.later(wait).writeTo(response);
            return null;
        }
    }

    /** Forgets this browser. */
    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void close(HttpServletRequest request, HttpServletResponse response) {
        String kept = cookie.of(request);
        if (kept != null) {
            owners.leave(kept);
        }
        cookie.clear(request, response);
    }

    /** A link for a browser on the server's machine, for who is known there. */
    @PostMapping("/link")
    LinkView link(@RequestAttribute(Callers.ATTRIBUTE) Caller caller) {
        return LinkView.of(caller.equals(Caller.LOCAL) ? owners.localLink() : owners.linkFor(caller), "");
    }

    /** What a one-time link carries. */
    record Key(String key) {

        /** Hidden, so that no log shows it. */
        @Override
        public String toString() {
            return "Key[hidden]";
        }
    }
}
