package io.tidebank.collect.feed.jdbc;

import io.tidebank.collect.feed.jdbc.rows.JdbcSession;
import io.tidebank.collect.feed.jdbc.rows.Page;
import io.tidebank.collect.feed.jdbc.rows.Row;
import io.tidebank.collect.feed.jdbc.rows.RowSettings;
import io.tidebank.collect.feed.jdbc.rows.Start;
import io.tidebank.collect.shape.Ages;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Says what a feed would read next and what becomes of it, and nothing of what stands in the rows. */
record JdbcCheck(JdbcSettings settings, RowEvents events) {

    private static final int LOOKED_AT = 20;

    List<String> lines(JdbcSession session, @Nullable Mark mark, Instant now) throws SQLException {
        RowSettings rows = settings.rows();
        List<String> lines = new ArrayList<>();
        lines.add("%s answers".formatted(settings.server().place()));
        lines.add("%s, by %s and %s".formatted(rows.from().name(), rows.watermark(), String.join(", ", rows.key())));
        lines.add(
                mark == null
                        ? "Nothing was read so far"
                        : "Read up to " + mark.place().watermark());
        Start start = mark == null ? new Start.Beginning() : new Start.After(mark.place());
        try (Page page = session.page(start, now, LOOKED_AT, LOOKED_AT)) {
            List<Row> next = page.next(LOOKED_AT);
            lines.add(next.isEmpty() ? "No row waits" : told(next));
        }
        return lines;
    }

    private String told(List<Row> rows) {
        Map<String, Integer> names = new TreeMap<>();
        for (Row row : rows) {
            for (ObjectNode event : events.of(row, Ages.at(Instant.EPOCH))) {
                String name = event.path("event").asString(event.path("type").asString());
                names.merge(name, 1, Integer::sum);
            }
        }
        return "The next %d rows become: %s"
                .formatted(rows.size(), names.isEmpty() ? "nothing; look at the shape" : names);
    }
}
