package io.tidebank.collect.naming;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an event of one name becomes.
 *
 * @param kind of its touches
 * @param lines the property with a list that gives one touch for each entry; null for one touch
 * @param amount where its money stands
 * @param also kind of one more touch with the sum of the lines; null for none
 * @param unstated kind of one more touch if the event states no amount; null for none
 * @param fields where the columns are found
 * @param ids identifiers in properties, by type
 * @param polarity property with a rating or opinion; null for none
 * @param way its touchpoint, where the event itself is the way; null to go by campaign and referrer
 * @param oncePer property of which one event alone counts, whatever its message ids; null for every event
 */
public record EventRule(
        String kind,
        @Nullable String lines,
        Amount amount,
        @Nullable String also,
        @Nullable String unstated,
        FieldNames fields,
        Map<String, List<String>> ids,
        @Nullable String polarity,
        @Nullable Way way,
        @Nullable String oncePer) {

    public EventRule {
        ids = Map.copyOf(ids);
    }

    /** Where the money of an event stands. */
    public sealed interface Amount {}

    /** It has none. */
    public record NoAmount() implements Amount {}

    /** Price times quantity. */
    public record Price() implements Amount {}

    /** The order's revenue: after discounts, without tax and shipping; shared by the lines. */
    public record Revenue() implements Amount {}

    /** The first of these properties that is there. */
    public record Stated(List<String> properties) implements Amount {
        public Stated {
            properties = List.copyOf(properties);
        }
    }

    /**
     * The touchpoint of an event that is a way by itself, as a live room is.
     *
     * @param family first part of the path
     * @param from properties that give the second part, first come first
     */
    public record Way(String family, List<String> from) {
        public Way {
            from = List.copyOf(from);
        }
    }

    /** The same for events of another kind. */
    public EventRule ofKind(String other) {
        return new EventRule(other, lines, amount, also, unstated, fields, ids, polarity, way, oncePer);
    }
}
