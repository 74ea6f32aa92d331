package io.tidebank.server.collect;

import io.tidebank.collect.source.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Requests since the start whose body had another write key than their header or address, which counts more: a sender that
 * is set up in two ways, and is heard as one source while it may mean another.
 */
@Component
public final class DifferingKeys {

    private final Map<Key, LongAdder> counts = new ConcurrentHashMap<>();

    private record Key(String brand, String source) {}

    /** How many of a source's requests did. */
    public record Count(String brand, String source, long requests) {}

    /**
     * Counts a request if its two keys differ.
     *
     * @param source whose the first key is
     * @param inBody null if there is none
     */
    void count(Source source, String writeKey, @Nullable String inBody) {
        if (inBody != null && !inBody.equals(writeKey)) {
            counts.computeIfAbsent(new Key(source.brand(), source.name()), any -> new LongAdder())
                    .increment();
        }
    }

    /** All counts. */
    public List<Count> all() {
        List<Count> all = new ArrayList<>();
        counts.forEach((key, count) -> all.add(new Count(key.brand(), key.source(), count.sum())));
        return all;
    }
}
