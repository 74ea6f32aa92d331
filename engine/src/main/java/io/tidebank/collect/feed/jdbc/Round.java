package io.tidebank.collect.feed.jdbc;

import io.tidebank.collect.feed.jdbc.rows.JdbcSession;
import io.tidebank.collect.feed.jdbc.rows.Page;
import io.tidebank.collect.feed.jdbc.rows.Place;
import io.tidebank.collect.feed.jdbc.rows.Row;
import io.tidebank.collect.feed.jdbc.rows.Start;
import io.tidebank.collect.feed.jdbc.rows.Watermark;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One pass over the rows that have changed since the pass before, and over those that may have come late. */
final class Round implements AutoCloseable {

    /** A statement and its transaction end after so many rows, since an open one keeps the database from tidying up. */
    private static final int PAGE = 200_000;

    private final JdbcSession session;
    private final Watermark watermark;
    private final int fetched;
    private final Instant now;
    private final @Nullable Place last;
    private Start start;
    private @Nullable Page page;
    private boolean over;

    /**
     * Begins one.
     *
     * @param session closed with it
     * @param last the last row of the pass before; null if there was none
     * @param fetched how many rows are held at a time
     */
    Round(JdbcSession session, @Nullable Place last, int fetched, Instant now) {
        this.session = session;
        this.watermark = session.watermark();
        this.fetched = fetched;
        this.now = now;
        this.last = last;
        this.start = start(last);
    }

    private Start start(@Nullable Place last) {
        if (last == null) {
            return new Start.Beginning();
        }
        return watermark.readsBack() ? new Start.At(watermark.back(last.watermark())) : new Start.After(last);
    }

    /** The next rows; none once it is over. */
    List<Row> next() throws SQLException {
        List<Row> rows = new ArrayList<>();
        while (rows.isEmpty() && !over) {
            Page open = page;
            if (open == null) {
                open = session.page(start, now, PAGE, fetched);
                page = open;
            }
            rows.addAll(open.next(fetched));
            if (!rows.isEmpty()) {
                start = new Start.After(rows.getLast().place());
            }
            if (open.isOver()) {
                open.close();
                page = null;
                over = open.rowsRead() < PAGE;
            }
        }
        return rows;
    }

    /** Whether all rows were read. */
    boolean isOver() {
        return over;
    }

    /** Whether a row lies where the pass before has been. */
    boolean isReadAgain(Row row) {
        return last != null && watermark.compare(row.place().watermark(), last.watermark()) <= 0;
    }

    /**
     * The later one of two places; the second one if they are alike. No mark goes further than now: where a clock is ahead,
     * rows of all others would be behind it.
     */
    Place later(@Nullable Place one, Place other) {
        if (watermark.isAhead(other.watermark(), now)) {
            return one == null ? new Place(watermark.at(now).orElseThrow(), other.key()) : one;
        }
        return one != null && watermark.compare(one.watermark(), other.watermark()) > 0 ? one : other;
    }

    /** Whether a row will be read by the next round, too. */
    boolean comesAgain(Row row) {
        return watermark.readsBack() || watermark.isAhead(row.place().watermark(), now);
    }

    /** When it began. */
    Instant begun() {
        return now;
    }

    Watermark watermark() {
        return watermark;
    }

    @Override
    public void close() {
        session.close();
    }
}
