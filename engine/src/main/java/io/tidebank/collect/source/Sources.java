package io.tidebank.collect.source;

import io.tidebank.error.TidebankException;
import io.tidebank.touch.TouchKinds;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The sources of a home. Write keys are kept as hashes: a key is seen once, when it is made. Looking one up costs a hash
 * and no disk, and listing them none either; changes made through this object count at once.
 */
public final class Sources {

    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._-]{0,63}");

    private static final Duration LONGEST_OVERLAP = Duration.ofDays(366);

    private final SourceStore store;
    private final TouchKinds kinds;
    private final Clock clock;
    /** What the store holds, as this process last wrote it: no other has the home. */
    private volatile KeyRing known;

    /**
     * A source with a key of its.
     *
     * @param writeKey to be shown now: it cannot be read again
     */
    public record WithKey(Source source, String writeKey) {

        /** Hidden, so that no log shows it. */
        @Override
        public String toString() {
            return "WithKey[source=%s, writeKey=hidden]".formatted(source.name());
        }
    }

    private Sources(SourceStore store, TouchKinds kinds, Clock clock) {
        this.store = store;
        this.kinds = kinds;
        this.clock = clock;
        this.known = load(store);
    }

    /** Opens the sources of the home in this folder. */
    public static Sources open(Path home, TouchKinds kinds, Clock clock) {
        return new Sources(new SourceStore(home), kinds, clock);
    }

    /** The source with this key, enabled or not; empty if no valid key is like that. */
    public Optional<Source> find(String writeKey) {
        return known.find(writeKey, clock.instant());
    }

    /** A brand's sources and the hashes of their keys. */
    public KeyRing ring(String brand) {
        return known.of(brand);
    }

    /** Whether a brand has any source. */
    public boolean any(String brand) {
        return known.sources().stream().anyMatch(source -> source.brand().equals(brand));
    }

    /** The sources of a brand, by name. */
    public List<Source> list(String brand) {
        return known.sources().stream()
                .filter(source -> source.brand().equals(brand))
                .toList();
    }

    /** A brand's source of this name. */
    public Optional<Source> named(String brand, String name) {
        return list(brand).stream().filter(source -> source.name().equals(name)).findFirst();
    }

    /** Makes a source. SOURCE_EXISTS if the brand has one of that name. */
    public synchronized WithKey create(String brand, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new TidebankException(
                    SourceError.SOURCE_INVALID,
                    "A source's name has up to 64 letters, digits, dots, dashes and underscores: '%s'".formatted(name));
        }
        if (named(brand, name).isPresent()) {
            throw new TidebankException(
                    SourceError.SOURCE_EXISTS, "Brand '%s' has a source '%s' already".formatted(brand, name));
        }
        Source source = new Source(brand, name, true, Set.of(), null, now());
        String key = WriteKey.random();
        store.add(source, new HashedKey(WriteKey.hash(key), brand, name, null));
        known = load(store);
        return new WithKey(source, key);
    }

    /** Gives a source another key; its older ones work for this long still. */
    public synchronized WithKey rotate(String brand, String name, Duration oldOnesWork) {
        if (oldOnesWork.isNegative() || oldOnesWork.compareTo(LONGEST_OVERLAP) > 0) {
            throw new TidebankException(
                    SourceError.SOURCE_INVALID, "Old keys work for a year at most, and for no time at least");
        }
        Source source = source(brand, name);
        String key = WriteKey.random();
        Instant now = now();
        store.replace(
                new HashedKey(WriteKey.hash(key), brand, name, null),
                now.plus(oldOnesWork).truncatedTo(ChronoUnit.SECONDS),
                now);
        known = load(store);
        return new WithKey(source, key);
    }

    /** Listens to a source again. */
    public synchronized Source enable(String brand, String name) {
        return change(source(brand, name).enabled(true));
    }

    /** Listens to a source no longer; its key is known still. */
    public synchronized Source disable(String brand, String name) {
        return change(source(brand, name).enabled(false));
    }

    /** Allows a source these event names alone; none for all. */
    public synchronized Source allow(String brand, String name, Set<String> eventNames) {
        return change(source(brand, name).allowing(eventNames));
    }

    /** Says which kind a source's unmapped events are; null for custom. */
    public synchronized Source defaultKind(String brand, String name, @Nullable String kind) {
        if (kind != null && kinds.code(kind) < 0) {
            throw new TidebankException(
                    SourceError.SOURCE_INVALID, "There is no kind '%s'; touch-kinds.yaml has them all".formatted(kind));
        }
        return change(source(brand, name).withDefaultKind(kind));
    }

    private Source change(Source source) {
        store.save(source);
        known = load(store);
        return source;
    }

    private Source source(String brand, String name) {
        List<Source> all = list(brand);
        return all.stream()
                .filter(source -> source.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new TidebankException(
                        SourceError.SOURCE_NOT_FOUND,
                        "Brand '%s' has no source '%s'. It has: %s"
                                .formatted(
                                        brand,
                                        name,
                                        all.stream().map(Source::name).toList())));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    private static KeyRing load(SourceStore store) {
        return new KeyRing(store.sources(), store.keys());
    }
}
