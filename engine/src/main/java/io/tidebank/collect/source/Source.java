package io.tidebank.collect.source;

import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A connection by which live events come.
 *
 * @param brand whose it is
 * @param name what touches carry as their source
 * @param enabled whether it is listened to
 * @param allowed names of events that it may send; empty for all. Other calls than track are always allowed
 * @param defaultKind kind of events whose name nobody mapped; null for custom
 * @param createdAt when it was made
 */
public record Source(
        String brand,
        String name,
        boolean enabled,
        Set<String> allowed,
        @Nullable String defaultKind,
        Instant createdAt) {

    public Source {
        allowed = Set.copyOf(allowed);
    }

    /** Whether it may send events of this name. */
    public boolean allows(String eventName) {
        return allowed.isEmpty() || allowed.contains(eventName);
    }

    /** The allowed names in order. */
    public Set<String> allowedInOrder() {
        return new TreeSet<>(allowed);
    }

    Source enabled(boolean now) {
        return new Source(brand, name, now, allowed, defaultKind, createdAt);
    }

    Source allowing(Set<String> names) {
        return new Source(brand, name, enabled, names, defaultKind, createdAt);
    }

    Source withDefaultKind(@Nullable String kind) {
        return new Source(brand, name, enabled, allowed, kind, createdAt);
    }
}
