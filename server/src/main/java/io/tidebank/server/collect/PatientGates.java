package io.tidebank.server.collect;

import io.tidebank.collect.intake.Gate;
import io.tidebank.collect.intake.Gates;
import io.tidebank.collect.source.Source;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The home's gates, of which one that could not be opened is left alone for a second: to try takes a while, and senders of
 * all brands wait for it whose key is in the body.
 */
public final class PatientGates implements Gates {

    private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();

    private final Gates gates;
    private final LongSupplier nanos;
    private final Map<String, Opening> openings = new ConcurrentHashMap<>();

    /** @param nanos a clock that only goes forward */
    public PatientGates(Gates gates, LongSupplier nanos) {
        this.gates = gates;
        this.nanos = nanos;
    }

    @Override
    public boolean isReady() {
        return gates.isReady();
    }

    @Override
    public boolean isCurrent() {
        return gates.isCurrent();
    }

    @Override
    public Optional<Source> find(String writeKey) {
        return gates.find(writeKey);
    }

    @Override
    public List<String> brands() {
        return gates.brands();
    }

    @Override
    public Gate gate(String brand) {
        return openings.computeIfAbsent(brand, Opening::new).gate();
    }

    /** How it went when a gate was last tried. */
    private final class Opening {

        private final String brand;
        private volatile boolean open;
        private @Nullable Failed last;

        private record Failed(RuntimeException failure, long at) {}

        Opening(String brand) {
            this.brand = brand;
        }

        Gate gate() {
            return open ? gates.gate(brand) : tried();
        }

        private synchronized Gate tried() {
            Failed before = last;
            if (before != null && nanos.getAsLong() - before.at < PAUSE_NANOS) {
                throw before.failure;
            }
            try {
                Gate gate = gates.gate(brand);
                open = true;
                return gate;
            } catch (RuntimeException e) {
                last = new Failed(e, nanos.getAsLong());
                throw e;
            }
        }
    }
}
