package io.tidebank.server.upkeep;

import io.tidebank.error.TidebankException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Since when a brand's commits, or its refreshes and merges after them, have failed each time, and why. */
@Component
public final class LiveFaults {

    /** What is done again and again for a brand with a live source. */
    public enum Work {
        /** Brings what came into the lake. */
        COMMIT("Live events of brand %s wait"),

        /** Brings what can be asked up to the lake. */
        REFRESH("What is told of brand %s is behind its lake"),

        /** Merges and thins what lies in the lake. */
        MERGE("Small files of brand %s are not merged");

        private final String consequence;

        Work(String consequence) {
            this.consequence = consequence;
        }

        /** What follows from a fault; with a place for the brand. */
        String consequence() {
            return consequence;
        }
    }

    private record Round(String brand, Work work) {}

    private final Map<Round, Fault> faults = new ConcurrentHashMap<>();
    private final Clock clock;

    LiveFaults(Clock clock) {
        this.clock = clock;
    }

    /**
     * What went wrong each time since.
     *
     * @param message of the latest of them
     */
    public record Fault(Instant since, String message) {}

    /** Empty while it goes well. */
    public Optional<Fault> of(String brand, Work work) {
        return Optional.ofNullable(faults.get(new Round(brand, work)));
    }

    void failed(String brand, Work work, RuntimeException fault) {
        // Faults of others may quote what somebody sent.
        String message = fault instanceof TidebankException
                ? String.valueOf(fault.getMessage())
                : fault.getClass().getName();
        faults.merge(
                new Round(brand, work),
                new Fault(clock.instant(), message),
                (first, latest) -> new Fault(first.since(), latest.message()));
    }

    void went(String brand, Work work) {
        faults.remove(new Round(brand, work));
    }
}
