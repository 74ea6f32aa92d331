package io.tidebank.collect.mapping;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A cost that each row of an input tells of.
 *
 * @param when which rows
 * @param day the day that the money was spent on
 * @param zone the zone in which that day begins and ends, where it is written as a moment
 * @param texts touchpoint, play_id, campaign, ad_group, creative and currency, as far as they are there
 * @param amount what was spent
 * @param impressions how often ads were shown; null if it is not told
 * @param clicks how often they were clicked; null if it is not told
 */
public record CostRule(
        Condition when,
        Value day,
        String zone,
        Map<String, Value> texts,
        Value amount,
        @Nullable Value impressions,
        @Nullable Value clicks) {

    private static final Value NOTHING = new Value.Constant("");

    public CostRule {
        texts = new LinkedHashMap<>(texts);
    }

    /** A column of text; nothing if the mapping does not name it. */
    public Value text(String name) {
        return Objects.requireNonNullElse(texts.get(name), NOTHING);
    }

    /** The counts that the mapping names, impressions first. */
    public List<Value> counts() {
        return Stream.of(impressions, clicks).flatMap(Stream::ofNullable).toList();
    }

    /** What a later report finds the same cost by, beside day and touchpoint. */
    public Stream<Value> keys() {
        return Stream.of("play_id", "campaign", "ad_group", "creative").map(this::text);
    }

    /** All values that the rule uses, outermost only. */
    public Stream<Value> values() {
        return Stream.of(when.values(), Stream.of(day, amount), texts.values().stream(), counts().stream())
                .flatMap(it -> it);
    }
}
