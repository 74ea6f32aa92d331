package io.tidebank.server.access;

import io.tidebank.access.Access;
import io.tidebank.access.ApiToken;
import io.tidebank.access.Caller;
import io.tidebank.brand.Tidebank;
import io.tidebank.server.LocalPrograms;
import io.tidebank.server.LocalToken;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** Finds out who calls: by the local token, an API token, or the cookie of a browser. */
@Component
public final class Callers {

    /** The request's attribute that holds the {@link Caller}. */
    public static final String ATTRIBUTE = "tidebank.caller";

    private static final String SUBJECT = "tidebank.subject";
    private static final String BEARER = "Bearer ";

    private final Access access;
    private final LocalToken localToken;
    private final SessionCookie cookie;
    private final LocalPrograms local;

    Callers(Tidebank tidebank, LocalToken localToken, SessionCookie cookie, LocalPrograms local) {
        this.access = tidebank.access();
        this.localToken = localToken;
        this.cookie = cookie;
        this.local = local;
    }

    /** What a request shows of its caller. */
    sealed interface Shown {

        Caller caller();

        /** Nothing. */
        record Nothing() implements Shown {
            @Override
            public Caller caller() {
                return Caller.NOBODY;
            }
        }

        /**
         * A secret that nobody has here, or no longer.
         *
         * @param tokenId of the token that it pretends to be
         * @param expired the token that it was
         */
        record Wrong(Optional<String> tokenId, Optional<ApiToken> expired) implements Shown {

            static final Wrong NOBODYS = new Wrong(Optional.empty(), Optional.empty());

            @Override
            public Caller caller() {
                return Caller.NOBODY;
            }
        }

        /** A token, which no page elsewhere can make a browser send. */
        record ByToken(Caller caller) implements Shown {}

        /** A cookie, which a browser sends by itself. */
        record ByCookie(Caller caller) implements Shown {}
    }

    Shown of(HttpServletRequest request) {
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (authorization != null) {
            return byToken(request, authorization);
        }
        String kept = cookie.of(request);
        return kept == null || kept.isEmpty() ? new Shown.Nothing() : byCookie(request, kept);
    }

    /** Whether who made a request is known still: tokens end and owners go while an answer goes on and on. */
    public boolean isStillKnown(HttpServletRequest request) {
        return of(request).caller().equals(caller(request));
    }

    /** Who made a request that came through. */
    static Caller caller(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Caller caller ? caller : Caller.NOBODY;
    }

    /** Tells the log of changes what a request is about, where its path does not. */
    public static void subject(HttpServletRequest request, String subject) {
        request.setAttribute(SUBJECT, subject);
    }

    static @Nullable Object subject(HttpServletRequest request) {
        return request.getAttribute(SUBJECT);
    }

    /** Whether the caller is a program on this machine. */
    public boolean isLocal(HttpServletRequest request) {
        return local.made(request);
    }

    private Shown byToken(HttpServletRequest request, String authorization) {
        if (!authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return Shown.Wrong.NOBODYS;
        }
        String token = authorization.substring(BEARER.length()).strip();
        if (localToken.is(token) && LocalPrograms.isLoopback(request)) {
            return new Shown.ByToken(Caller.LOCAL);
        }
        return access.tokens()
                .find(token)
                .<Shown>map(found -> new Shown.ByToken(Caller.of(found)))
                .orElseGet(() -> new Shown.Wrong(
                        access.tokens().idIn(token), access.tokens().findExpired(token)));
    }

    /** The machine's own user is known on the machine alone. */
    private Shown byCookie(HttpServletRequest request, String kept) {
        return access.owners()
                .find(kept)
                .filter(caller -> !caller.equals(Caller.LOCAL_BROWSER) || LocalPrograms.isLoopback(request))
                .<Shown>map(Shown.ByCookie::new)
                .orElseGet(() -> Shown.Wrong.NOBODYS);
    }
}
