package io.tidebank.collect.feed.jdbc;

import io.tidebank.collect.feed.FeedDesk;
import io.tidebank.collect.feed.jdbc.rows.Row;
import io.tidebank.collect.shape.Ages;
import io.tidebank.collect.shape.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What rows become. A shape finds in the member {@code $row} what a row's columns do not say: {@code id, table, deleted}.
 *
 * @param shape null if rows are events already
 * @param relation name of the table or query
 * @param deleted name of a column that is set in rows which count as deleted; null if there is none
 */
record RowEvents(
        @Nullable Shape shape, String relation, @Nullable String deleted) {

    private static final String ABOUT = "$row";

    /** @param ages what is young for a shape */
    List<ObjectNode> of(Row row, Ages ages) {
        boolean gone = deleted != null && isSet(row.document().get(deleted));
        return of(row.document(), row.place().id(relation), gone, ages);
    }

    /** The same of a row that is there no more. */
    List<ObjectNode> ofDeletion(Row row, Ages ages) {
        return of(row.document(), row.place().idOfDeletion(relation), true, ages);
    }

    private List<ObjectNode> of(ObjectNode document, String id, boolean gone, Ages ages) {
        List<ObjectNode> events;
        if (shape == null) {
            events = gone ? List.of() : List.of(document);
        } else {
            document.putObject(ABOUT).put("id", id).put("table", relation).put("deleted", gone);
            events = shape.events(document, ages);
        }
        for (int i = 0; i < events.size(); i++) {
            if (!events.get(i).hasNonNull("messageId")) {
                events.get(i).put("messageId", FeedDesk.named(id, i));
            }
        }
        return events;
    }

    /** A moment, a text, true: anything but NULL, false, 0 and nothing. */
    private static boolean isSet(@Nullable JsonNode value) {
        return value != null
                && !value.isNull()
                && !(value.isBoolean() && !value.booleanValue())
                && !(value.isNumber() && value.decimalValue().signum() == 0)
                && !(value.isString() && value.stringValue().isBlank());
    }
}
