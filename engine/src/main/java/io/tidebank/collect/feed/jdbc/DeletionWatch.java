package io.tidebank.collect.feed.jdbc;

import io.tidebank.collect.feed.jdbc.JdbcSettings.Deletes;
import io.tidebank.collect.feed.jdbc.rows.JdbcSession;
import io.tidebank.collect.feed.jdbc.rows.Page;
import io.tidebank.collect.feed.jdbc.rows.Row;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Notices rows that are gone: now and then it holds the keys that were read against all that are there. */
final class DeletionWatch implements AutoCloseable {

    private final KnownRows known;
    private final Deletes deletes;
    private final Set<String> kept;
    private final Clock clock;

    /**
     * Begins with what was known when it was last closed.
     *
     * @param order names of the columns of watermark and key
     */
    DeletionWatch(KnownRows known, Deletes deletes, List<String> order, Clock clock) {
        this.known = known;
        this.deletes = deletes;
        this.kept = new HashSet<>(order);
        kept.addAll(deletes.with());
        this.clock = clock;
    }

    /** Notes rows before they are handed on, since afterwards may be too late. */
    void note(List<Row> rows) {
        known.note(rows.stream().map(this::slim).toList());
    }

    private Row slim(Row row) {
        ObjectNode document = row.document().deepCopy();
        document.retain(kept);
        return new Row(row.place(), document);
    }

    boolean isDue() {
        return clock.instant().isAfter(known.comparedAt().plus(deletes.every()));
    }

    void compare(JdbcSession session, int fetched) throws SQLException {
        try (Page page = session.keys(deletes.with(), fetched)) {
            known.compare(() -> page.next(fetched).stream().map(this::slim).toList(), clock.instant());
        }
    }

    /** What people should know of the last comparison; null for nothing. */
    @Nullable
    String doubt() {
        long doubted = known.doubted();
        return doubted == 0
                ? null
                : "%,d rows that were known are missing all at once: they count as deleted if the next comparison misses them, too"
                        .formatted(doubted);
    }

    List<Row> gone(int most) {
        return known.gone(most);
    }

    void told(List<Row> gone) {
        known.told(gone);
    }

    @Override
    public void close() {
        known.close();
    }
}
