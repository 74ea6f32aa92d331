package io.tidebank.collect.feed.jdbc;

import io.tidebank.collect.feed.FeedError;
import io.tidebank.collect.feed.jdbc.rows.Place;
import io.tidebank.collect.feed.jdbc.rows.RowSettings;
import io.tidebank.error.TidebankException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * How far a table was read.
 *
 * @param of which table, and in which order
 * @param place of the last row
 * @param since the watermark at which the round that is on has begun: what was made before that was read by rounds before;
 *     empty in the first round
 * @param at when the round before that began; null if that was not noted
 */
record Mark(String of, Place place, String since, @Nullable Instant at) {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** What a feed of such rows is at. */
    static String of(RowSettings rows) {
        return "%s by %s, %s".formatted(rows.from().name(), rows.watermark(), String.join(", ", rows.key()));
    }

    /** Reads what {@link #position} has written; FEED_FAILED if that was for other rows. */
    static Mark parse(String position, RowSettings rows) {
        JsonNode tree = tree(position);
        String of = tree.path("of").asString(of(rows));
        List<String> key = new ArrayList<>();
        tree.path("key").forEach(value -> key.add(value.asString()));
        if (!of.equals(of(rows))
                || !tree.path("watermark").isString()
                || key.size() != rows.key().size()) {
            throw foreign(position, rows, null);
        }
        JsonNode at = tree.path("at");
        return new Mark(
                of,
                new Place(tree.path("watermark").asString(), key),
                tree.path("since").asString(""),
                at.isIntegralNumber() ? Instant.ofEpochSecond(at.longValue()) : null);
    }

    /** Of a position that is none in such rows: another table's, or one of a column that was of another type. */
    static TidebankException foreign(String position, RowSettings rows, @Nullable Exception cause) {
        return new TidebankException(
                FeedError.FEED_FAILED,
                "The feed stands at '%s', which is no place in %s. A feed of that name read something else before: choose another name"
                        .formatted(position, of(rows)),
                cause);
    }

    private static JsonNode tree(String position) {
        try {
            return JSON.readTree(position);
        } catch (JacksonException e) {
            return JSON.missingNode();
        }
    }

    /** As a feed's position is kept. */
    String position() {
        ObjectNode tree = JSON.createObjectNode().put("of", of).put("watermark", place.watermark());
        place.key().forEach(tree.putArray("key")::add);
        tree.put("since", since);
        if (at != null) {
            tree.put("at", at.getEpochSecond());
        }
        return JSON.writeValueAsString(tree);
    }

    /** The same when its round has come to its end. */
    Mark atRest(Instant begun) {
        return new Mark(of, place, place.watermark(), begun);
    }
}
