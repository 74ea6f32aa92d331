package io.tidebank.server.upkeep;

import io.tidebank.error.TidebankException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Since when the rounds of a brand, which bring what came into the lake and the stages, have failed, and why. */
@Component
public final class LiveFaults {

    private final Map<String, Fault> faults = new ConcurrentHashMap<>();
    private final Clock clock;

    LiveFaults(Clock clock) {
        this.clock = clock;
    }

    /**
     * What went wrong in every round since.
     *
     * @param message of the latest of them
     */
    public record Fault(Instant since, String message) {}

    /** Empty while a brand's rounds go well. */
    public Optional<Fault> of(String brand) {
        return Optional.ofNullable(faults.get(brand));
    }

    void failed(String brand, RuntimeException fault) {
        // Faults of others may quote what somebody sent.
        String message = fault instanceof TidebankException
                ? String.valueOf(fault.getMessage())
                : fault.getClass().getName();
        faults.merge(
                brand,
                new Fault(clock.instant(), message),
                (first, latest) -> new Fault(first.since(), latest.message()));
    }

    void went(String brand) {
        faults.remove(brand);
    }
}
