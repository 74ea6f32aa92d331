package io.tidebank.server.web;

import io.tidebank.server.LocalToken;
import io.tidebank.server.ServerError;
import io.tidebank.server.collect.CollectPath;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Keeps other web sites out of a server on this machine. A page elsewhere can make a browser call us: under a name of
 * its own that leads here (so only loopback names are answered), or with a form (so what changes something must come
 * from our own pages or carry the local token).
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
final class LocalGuard extends OncePerRequestFilter {

    private static final Set<String> OUR_NAMES = Set.of("127.0.0.1", "localhost", "[::1]", "::1");
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    private final LocalToken token;

    LocalGuard(LocalToken token) {
        this.token = token;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (CollectPath.isOne(request.getServletPath())) {
            // Senders of any page and name: their write key says who they are, and nothing can be read there. What
            // counts is where the container leads the request, not how its address is written: /v1/..;/api is the API.
            chain.doFilter(request, response);
        } else if (!OUR_NAMES.contains(request.getServerName())) {
            refuse(response, "This server answers to localhost only");
        } else if (READING.contains(request.getMethod())
                || token.isIn(request.getHeader(HttpHeaders.AUTHORIZATION))
                || isOurPage(request)) {
            chain.doFilter(request, response);
        } else {
            refuse(response, "Changes need the local token of run/server.json as 'Authorization: Bearer ...'");
        }
    }

    private static boolean isOurPage(HttpServletRequest request) {
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        String ours = "http://" + request.getHeader(HttpHeaders.HOST);
        return ours.equals(origin);
    }

    private static void refuse(HttpServletResponse response, String why) throws IOException {
        response.setStatus(HttpServletResponse.SC_FORBIDDEN);
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getWriter()
                .write("{\"title\":\"Forbidden\",\"status\":403,\"detail\":\"%s\",\"code\":\"%s\"}"
                        .formatted(why, ServerError.NOT_ALLOWED.name()));
    }
}
