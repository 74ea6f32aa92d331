package io.tidebank.server.access;

import io.tidebank.server.Listening;
import io.tidebank.server.access.Callers.Shown;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Says who calls, before anything else happens, and keeps other web sites out. A page elsewhere can make a browser call
 * us: under a name of its own that leads here (so only our names are answered), or with a form (so a change that is not
 * made with a token must come from our own pages).
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
final class AccessGuard extends OncePerRequestFilter {

    static final String SHOWN = "tidebank.shown";

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final String OURS = "same-origin";

    private final Callers callers;
    private final SessionCookie cookie;
    private final OwnHosts hosts;
    private final Listening listening;

    AccessGuard(Callers callers, SessionCookie cookie, OwnHosts hosts, Listening listening) {
        this.callers = callers;
        this.cookie = cookie;
        this.hosts = hosts;
        this.listening = listening;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        // What counts is where the container leads the request, not how its address is written: /v1/..;/api is the API.
        String servlet = request.getHttpServletMapping().getServletName();
        if (AccessTable.hasKeysOfItsOwn(servlet)) {
            // Senders of any page and name: their key says who they are, and nothing can be read there.
            chain.doFilter(request, response);
        } else if (!DispatcherServletAutoConfiguration.DEFAULT_DISPATCHER_SERVLET_BEAN_NAME.equals(servlet)) {
            Refusal.forbidden("Nobody may call this").writeTo(response);
        } else if (!hosts.include(request.getServerName())) {
            Refusal.forbidden("This server does not answer to this name; its operator can add it: --host-name")
                    .writeTo(response);
        } else {
            Shown shown = callers.of(request);
            if (isForged(request, shown)) {
                Refusal.forbidden("Changes from a browser must come from the console's own pages")
                        .writeTo(response);
                return;
            }
            if (shown instanceof Shown.Wrong && request.getHeader(HttpHeaders.AUTHORIZATION) == null) {
                cookie.clear(request, response);
            }
            request.setAttribute(SHOWN, shown);
            request.setAttribute(Callers.ATTRIBUTE, shown.caller());
            chain.doFilter(request, response);
        }
    }

    /** Whether a browser may have been made to do this. What a token comes with was meant, since no page can add one. */
    private boolean isForged(HttpServletRequest request, Shown shown) {
        if (READING.contains(request.getMethod()) || shown instanceof Shown.ByToken) {
            return false;
        }
        String site = request.getHeader("Sec-Fetch-Site");
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        boolean fromElsewhere = (site != null && !site.equals(OURS)) || (origin != null && !isOurs(origin, request));
        boolean fromNowhere = site == null && origin == null;
        return fromElsewhere || (fromNowhere && shown instanceof Shown.ByCookie);
    }

    /** A proxy that is not believed does not tell which protocol the browser speaks with it; the public address does. */
    private boolean isOurs(String origin, HttpServletRequest request) {
        String ours = request.getScheme() + "://" + request.getHeader(HttpHeaders.HOST);
        return listening.isPublicOrigin(origin)
                || origin.toLowerCase(Locale.ROOT).equals(ours.toLowerCase(Locale.ROOT));
    }
}
