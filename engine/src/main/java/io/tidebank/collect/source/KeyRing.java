package io.tidebank.collect.source;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sources and the hashes of their keys, as they are at one moment. To look a key up costs a hash and no disk. */
public final class KeyRing {

    private final List<Source> sources;
    private final List<HashedKey> keys;
    private final Map<String, Keyed> byHash = new HashMap<>();

    /** A source behind a key. */
    private record Keyed(Source source, HashedKey key) {}

    /** Keys without a source open nothing. */
    public KeyRing(List<Source> sources, List<HashedKey> keys) {
        this.sources = List.copyOf(sources);
        this.keys = List.copyOf(keys);
        Map<List<String>, Source> named = new HashMap<>();
        sources.forEach(source -> named.put(List.of(source.brand(), source.name()), source));
        for (HashedKey key : keys) {
            Source source = named.get(List.of(key.brand(), key.source()));
            if (source != null) {
                byHash.put(key.hash(), new Keyed(source, key));
            }
        }
    }

    /** The source with this key, enabled or not; empty if no valid key is like that. */
    public Optional<Source> find(String writeKey, Instant now) {
        Keyed keyed = byHash.get(WriteKey.hash(writeKey));
        if (keyed == null) {
            return Optional.empty();
        }
        Instant until = keyed.key().validUntil();
        return until == null || until.isAfter(now) ? Optional.of(keyed.source()) : Optional.empty();
    }

    public List<Source> sources() {
        return sources;
    }

    public List<HashedKey> keys() {
        return keys;
    }

    /** What of it is one brand's. */
    public KeyRing of(String brand) {
        return new KeyRing(
                sources.stream().filter(source -> source.brand().equals(brand)).toList(),
                keys.stream().filter(key -> key.brand().equals(brand)).toList());
    }
}
