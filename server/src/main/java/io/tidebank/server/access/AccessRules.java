package io.tidebank.server.access;

import static java.util.stream.Collectors.joining;

import io.tidebank.access.ApiToken;
import io.tidebank.access.Caller;
import io.tidebank.access.Scope;
import io.tidebank.brand.Tidebank;
import io.tidebank.brand.home.BrandError;
import io.tidebank.server.access.Callers.Shown;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Holds every call to the {@link AccessTable}, by the pattern that led it to its handler: there is no second reading of
 * the address that could differ. Has what was changed written down.
 */
@Component
final class AccessRules implements HandlerInterceptor {

    private static final String BY_LINK =
            "or open the console by a one-time link (tidebank open, tidebank owner invite)";
    private static final String SIGN_IN = "Show who you are: 'Authorization: Bearer ...' with a token, " + BY_LINK;
    private static final String UNKNOWN = "What you showed is not known here, or was revoked. "
            + "Make a token on the server's machine (tidebank token create), " + BY_LINK;

    private final Tidebank tidebank;
    private final Callers callers;
    private final FailureLimit failures;
    private final Deeds deeds;

    AccessRules(Tidebank tidebank, Callers callers, FailureLimit failures, Deeds deeds) {
        this.tidebank = tidebank;
        this.callers = callers;
        this.failures = failures;
        this.deeds = deeds;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        Optional<Refusal> refusal = refusal(request);
        if (refusal.isPresent()) {
            refusal.get().writeTo(response);
            return false;
        }
        return true;
    }

    private Optional<Refusal> refusal(HttpServletRequest request) {
        Caller caller = Callers.caller(request);
        Rule rule = Deeds.rule(request).orElse(null);
        if (rule == null) {
            return Optional.of(Refusal.forbidden("Nobody may call this"));
        }
        if (!rule.need().isMetBy(caller, callers.isLocal(request))) {
            return Optional.of(caller.isKnown() ? lacking(rule, caller) : unknown(request));
        }
        return hidden(caller, Deeds.brand(request));
    }

    private static Refusal lacking(Rule rule, Caller caller) {
        return Refusal.forbidden("This needs scope %s, which %s does not have".formatted(rule.wanted(), caller.name()));
    }

    private Refusal unknown(HttpServletRequest request) {
        if (!(request.getAttribute(AccessGuard.SHOWN) instanceof Shown.Wrong wrong)) {
            return Refusal.signIn(SIGN_IN);
        }
        Duration byAddress = failures.failed("address " + FailureLimit.network(request.getRemoteAddr()));
        Duration byToken =
                wrong.tokenId().map(id -> failures.failed("token " + id)).orElse(Duration.ZERO);
        Duration wait = byAddress.compareTo(byToken) < 0 ? byToken : byAddress;
        return wait.isZero()
                ? Refusal.signIn(wrong.expired().map(AccessRules::expired).orElse(UNKNOWN))
                : Refusal.later(wait);
    }

    /** Told to whoever shows its secret, and to nobody else. */
    private static String expired(ApiToken token) {
        String scopes = token.scopes().stream().sorted().map(Scope::label).collect(joining(","));
        String brands = token.brands().stream().sorted().collect(joining(","));
        return "Token '%s' expired at %s. Make another on the server's machine: tidebank token create %s --scope %s%s"
                .formatted(
                        token.name(),
                        token.expiresAt(),
                        token.name(),
                        scopes,
                        brands.isEmpty() ? "" : " --brand " + brands);
    }

    /** A brand that is not the caller's is answered for like one that is not there. */
    private Optional<Refusal> hidden(Caller caller, String brand) {
        if (brand.isEmpty() || caller.sees(brand)) {
            return Optional.empty();
        }
        return Optional.of(Refusal.notFound(
                BrandError.BRAND_NOT_FOUND,
                "No brand '%s'. There is: %s"
                        .formatted(
                                brand,
                                tidebank.brandNames().stream()
                                        .filter(caller::sees)
                                        .toList())));
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception failure) {
        if (failure == null && response.getStatus() < HttpServletResponse.SC_BAD_REQUEST) {
            deeds.done(request);
        }
    }
}
