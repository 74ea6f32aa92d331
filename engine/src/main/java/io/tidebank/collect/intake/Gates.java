package io.tidebank.collect.intake;

import io.tidebank.collect.source.Source;
import java.util.List;
import java.util.Optional;

/** Where all senders knock who come to one process: whose key is whose, and what gate it opens. */
public interface Gates {

    /** Whether it is known by now whose key is whose; until then nothing may be said of any. */
    boolean isReady();

    /**
     * Whether what is known of keys is the latest. If not, a key that nobody knows may be a new one: its sender is to come
     * again.
     */
    default boolean isCurrent() {
        return true;
    }

    /** The source with this key, enabled or not; empty if no valid key is like that. */
    Optional<Source> find(String writeKey);

    /** The brands for which anything is taken. */
    List<String> brands();

    /** The gate of one of these brands. */
    Gate gate(String brand);
}
