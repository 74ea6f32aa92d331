package io.tidebank.server.collect;

import io.tidebank.server.access.FailureLimit;
import io.tidebank.server.collect.http.CollectAnswer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.springframework.stereotype.Component;

/**
 * Who shows wrong keys and secrets again and again. A wrong write key can never be taken, so its sender is told that each
 * time, and after a while before anything of the body is read; a wrong secret may be mended, so its sender waits.
 */
@Component
class WrongKeys {

    private final FailureLimit failures;
    private final Refusals refusals;

    WrongKeys(FailureLimit failures, Refusals refusals) {
        this.failures = failures;
        this.refusals = refusals;
    }

    /** Whether an address has shown so many that the next is not worth reading for. */
    boolean areTooMany(HttpServletRequest request) {
        return failures.isExhausted(sender(request));
    }

    /** Counts an answer to a wrong key or secret; what the sender is told then. */
    CollectAnswer counted(CollectAnswer answer, HttpServletRequest request) {
        if (!answer.isUnknownKey() && answer.status() != HttpServletResponse.SC_UNAUTHORIZED) {
            return answer;
        }
        Duration wait = failures.failed(sender(request));
        return wait.isZero() || answer.isUnknownKey() ? answer : refusals.count(null, tooMany(wait));
    }

    private static String sender(HttpServletRequest request) {
        return "write key " + FailureLimit.network(request.getRemoteAddr());
    }

    private static CollectAnswer tooMany(Duration wait) {
        return new CollectAnswer(
                CollectAnswer.TOO_MANY, "too_many_failures", "Too many wrong secrets came from this address", wait);
    }
}
