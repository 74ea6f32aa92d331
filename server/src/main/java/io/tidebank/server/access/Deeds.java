package io.tidebank.server.access;

import io.tidebank.access.ChangeKind;
import io.tidebank.access.ChangeLog;
import io.tidebank.brand.Tidebank;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Writes down what calls change: at once; or, where a call only begins what takes long, its beginning here and its outcome
 * when it has one.
 */
@Component
public final class Deeds implements Supplier<ChangeLog.Deed> {

    private static final String BEGUN = "tidebank.begun";

    private final ChangeLog changes;

    Deeds(Tidebank tidebank) {
        this.changes = tidebank.access().changes();
    }

    /** Writes down that the call on this thread begins what it is for. Whoever asks is to tell how it ended. */
    @Override
    public ChangeLog.Deed get() {
        HttpServletRequest request =
                ((ServletRequestAttributes) RequestContextHolder.currentRequestAttributes()).getRequest();
        request.setAttribute(BEGUN, true);
        ChangeKind deed = deed(request)
                .orElseThrow(
                        () -> new IllegalStateException("No rule says what this begins: " + request.getServletPath()));
        return changes.begin(Callers.caller(request), deed, brand(request), subject(request));
    }

    /** Writes down that a call has done what it is for, if that changes anything and is not going on. */
    void done(HttpServletRequest request) {
        if (request.getAttribute(BEGUN) == null) {
            deed(request)
                    .ifPresent(deed -> changes.add(Callers.caller(request), deed, brand(request), subject(request)));
        }
    }

    private static Optional<ChangeKind> deed(HttpServletRequest request) {
        return rule(request).flatMap(rule -> Optional.ofNullable(rule.deed()));
    }

    static Optional<Rule> rule(HttpServletRequest request) {
        Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        return AccessTable.find(request.getMethod(), String.valueOf(pattern));
    }

    static String brand(HttpServletRequest request) {
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
