package io.tidebank.server.access;

import io.tidebank.access.Caller;
import io.tidebank.brand.Tidebank;
import io.tidebank.brand.home.BrandError;
import io.tidebank.server.access.Callers.Shown;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Holds every call to the {@link AccessTable}, by the pattern that led it to its handler: there is no second reading of
 * the address that could differ. Writes down what was changed.
 */
@Component
final class AccessRules implements HandlerInterceptor {

    private static final String SIGN_IN =
            "Show who you are: 'Authorization: Bearer ...' with a token, or open the console by a one-time link "
                    + "(tidebank open, tidebank owner invite)";

    private final Tidebank tidebank;
    private final Callers callers;
    private final FailureLimit failures;

    AccessRules(Tidebank tidebank, Callers callers, FailureLimit failures) {
        this.tidebank = tidebank;
        this.callers = callers;
        this.failures = failures;
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
        Rule rule = rule(request).orElse(null);
        if (rule == null) {
            return Optional.of(Refusal.forbidden("Nobody may call this"));
        }
        if (!rule.need().isMetBy(caller, callers.isLocal(request))) {
            return Optional.of(caller.isKnown() ? lacking(rule, caller) : unknown(request));
        }
        return hidden(caller, brand(request));
    }

    private static Refusal lacking(Rule rule, Caller caller) {
        return Refusal.forbidden("This needs scope %s, which %s does not have".formatted(rule.wanted(), caller.name()));
    }

    private Refusal unknown(HttpServletRequest request) {
        if (!(request.getAttribute(AccessGuard.SHOWN) instanceof Shown.Wrong(Optional<String> tokenId))) {
            return Refusal.signIn(SIGN_IN);
        }
        Duration byAddress = failures.failed("address " + FailureLimit.network(request.getRemoteAddr()));
        Duration byToken = tokenId.map(id -> failures.failed("token " + id)).orElse(Duration.ZERO);
        Duration wait = byAddress.compareTo(byToken) < 0 ? byToken : byAddress;
        return wait.isZero()
                ? Refusal.signIn("What you showed is not known here, was revoked or has expired. " + SIGN_IN)
                : Refusal.later(wait);
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
        String deed = rule(request).map(Rule::deed).orElse("");
        if (!deed.isEmpty() && failure == null && response.getStatus() < HttpServletResponse.SC_BAD_REQUEST) {
            tidebank.access().changes().add(Callers.caller(request), deed, brand(request), subject(request));
        }
    }

    private static Optional<Rule> rule(HttpServletRequest request) {
        Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        return AccessTable.find(request.getMethod(), String.valueOf(pattern));
    }

    private static String brand(HttpServletRequest request) {
        return variables(request).getOrDefault("brand", "").toString();
    }

    private static String subject(HttpServletRequest request) {
        Object told = Callers.subject(request);
        return told != null
                ? told.toString()
                : variables(request).entrySet().stream()
                        .filter(variable -> !"brand".equals(variable.getKey()))
                        .map(variable -> variable.getValue().toString())
                        .findFirst()
                        .orElse("");
    }

    private static Map<?, Object> variables(HttpServletRequest request) {
        Object variables = request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
        @SuppressWarnings("unchecked")
        Map<?, Object> read = variables instanceof Map<?, ?> map ? (Map<?, Object>) map : Map.of();
        return Objects.requireNonNull(read);
    }
}
