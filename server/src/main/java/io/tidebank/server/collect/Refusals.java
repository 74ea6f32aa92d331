package io.tidebank.server.collect;

import io.tidebank.collect.source.Source;
import io.tidebank.server.collect.http.CollectAnswer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Requests that were refused since the start: by source where it is known, in total where it is not. */
@Component
public final class Refusals {

    private final Map<Key, LongAdder> counts = new ConcurrentHashMap<>();

    private record Key(String brand, String source, String code) {}

    /**
     * How often one thing was refused.
     *
     * @param brand empty where nobody knows whose the request was
     * @param source likewise
     * @param code what the sender was answered
     */
    public record Count(String brand, String source, String code, long requests) {}

    /** Counts an answer that refuses, and gives it back. Codes are few, and so are sources, so this stays small. */
    CollectAnswer count(@Nullable Source source, CollectAnswer answer) {
        if (!answer.isOk()) {
            Key key = source == null
                    ? new Key("", "", answer.code())
                    : new Key(source.brand(), source.name(), answer.code());
            counts.computeIfAbsent(key, any -> new LongAdder()).increment();
        }
        return answer;
    }

    /** The counts of a brand's sources, then those of unknown senders. */
    public List<Count> of(String brand) {
        return all().stream()
                .filter(count -> count.brand().equals(brand) || count.brand().isEmpty())
                .sorted(Comparator.comparing((Count count) -> count.source().isEmpty())
                        .thenComparing(Count::source)
                        .thenComparing(Count::code))
                .toList();
    }

    /** All counts. */
    public List<Count> all() {
        List<Count> all = new ArrayList<>();
        counts.forEach((key, count) -> all.add(new Count(key.brand(), key.source(), key.code(), count.sum())));
        return all;
    }
}
