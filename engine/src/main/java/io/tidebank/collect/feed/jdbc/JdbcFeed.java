package io.tidebank.collect.feed.jdbc;

import io.tidebank.collect.feed.Feed;
import io.tidebank.collect.feed.FeedDesk;
import io.tidebank.collect.feed.FeedProgress;
import io.tidebank.collect.feed.jdbc.rows.JdbcDrivers;
import io.tidebank.collect.feed.jdbc.rows.JdbcFault;
import io.tidebank.collect.feed.jdbc.rows.JdbcSession;
import io.tidebank.collect.feed.jdbc.rows.Place;
import io.tidebank.collect.feed.jdbc.rows.Row;
import io.tidebank.collect.shape.Ages;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Follows a table: round after round it reads the rows whose watermark has grown, in the order of watermark and key, and a
 * little way back, where rows may have come late. Rows that it has handed on already have the same message ids and count
 * once.
 */
final class JdbcFeed implements Feed {

    private final JdbcSettings settings;
    private final FeedDesk desk;
    private final JdbcDrivers drivers;
    private final RowEvents events;
    private final @Nullable DeletionWatch deletions;
    private final RecentRows recent = new RecentRows();
    private @Nullable Mark mark;
    private @Nullable Round round;

    /** @param mark where it was left; null if it begins */
    JdbcFeed(
            JdbcSettings settings,
            FeedDesk desk,
            JdbcDrivers drivers,
            RowEvents events,
            @Nullable DeletionWatch deletions,
            @Nullable Mark mark) {
        this.settings = settings;
        this.desk = desk;
        this.drivers = drivers;
        this.events = events;
        this.deletions = deletions;
        this.mark = mark;
    }

    @Override
    public FeedProgress poll() throws InterruptedException {
        FeedProgress gone = round == null ? tellDeletions() : null;
        return gone == null ? readOn() : gone;
    }

    private FeedProgress readOn() throws InterruptedException {
        Round open = round == null ? begin() : round;
        List<Row> rows = rows(open);
        List<Row> fresh = rows.stream().filter(row -> !recent.knows(id(row))).toList();
        int again = (int) fresh.stream().takeWhile(open::isReadAgain).count();
        handOn(open, fresh.subList(0, again), again == fresh.size(), desk::deliverAgain);
        handOn(
                open,
                fresh.subList(again, fresh.size()),
                true,
                (events, position) -> desk.deliver(events, List.of(), position));
        if (open.isOver()) {
            finish(open);
        }
        return new FeedProgress(
                fresh.size(),
                round != null,
                round == null ? OptionalLong.of(0) : OptionalLong.empty(),
                deletions == null ? null : deletions.doubt());
    }

    private Round begin() {
        JdbcSession session = JdbcSession.open(drivers, settings.server(), settings.rows());
        Mark last = mark;
        try {
            Round begun = new Round(
                    session,
                    last == null ? null : last.place(),
                    settings.fetched(),
                    desk.clock().instant());
            round = begun;
            return begun;
        } catch (DateTimeException | NumberFormatException e) {
            throw Mark.foreign(last == null ? "" : last.position(), settings.rows(), e);
        } finally {
            if (round == null) {
                session.close();
            }
        }
    }

    private List<Row> rows(Round open) {
        try {
            return open.next();
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    private RuntimeException broken(SQLException e) {
        return JdbcFault.of(
                e, "%s cannot be read".formatted(settings.rows().from().name()), settings.server());
    }

    private String id(Row row) {
        return row.place().id(settings.rows().from().name());
    }

    /** How events are handed on with the position that is reached by them. */
    @FunctionalInterface
    private interface Hand {

        void on(List<ObjectNode> events, String position) throws InterruptedException;
    }

    private void handOn(Round open, List<Row> rows, boolean isAllThere, Hand hand) throws InterruptedException {
        if (!rows.isEmpty()) {
            deliver(open, rows, isAllThere && open.isOver(), hand);
        }
    }

    private void deliver(Round open, List<Row> rows, boolean isLast, Hand hand) throws InterruptedException {
        Ages ages = ages(open);
        Place last = mark == null ? null : mark.place();
        List<ObjectNode> made = new ArrayList<>();
        if (deletions != null) {
            deletions.note(rows);
        }
        for (Row row : rows) {
            last = open.later(last, row.place());
            made.addAll(events.of(row, ages));
        }
        Mark before = mark;
        Mark reached = new Mark(
                Mark.of(settings.rows()),
                last == null ? rows.getLast().place() : last,
                before == null ? "" : before.since(),
                before == null ? null : before.at());
        reached = isLast ? reached.atRest(open.begun()) : reached;
        hand.on(made, reached.position());
        mark = reached;
        rows.stream().filter(open::comesAgain).forEach(row -> recent.add(id(row)));
    }

    /** In the first round everything is new, in others what was made since the one before. */
    private Ages ages(Round open) {
        Mark before = mark;
        Ages now = desk.ages();
        if (before == null || before.since().isEmpty()) {
            return now.untoldSince(Instant.MIN);
        }
        return open.watermark()
                .moment(before.since())
                .or(() -> Optional.ofNullable(before.at()))
                .map(now::untoldSince)
                .orElse(now);
    }

    private void finish(Round over) throws InterruptedException {
        round = null;
        over.close();
        Mark reached = mark;
        if (reached != null) {
            Mark resting = reached.atRest(over.begun());
            mark = resting;
            if (!resting.since().equals(reached.since())) {
                desk.deliver(List.of(), List.of(), resting.position());
            }
        }
    }

    /** Some rows that are gone; null if there are none to tell of. */
    private @Nullable FeedProgress tellDeletions() throws InterruptedException {
        DeletionWatch watch = deletions;
        Mark reached = mark;
        if (watch == null || reached == null) {
            return null;
        }
        if (watch.isDue()) {
            try (JdbcSession session = JdbcSession.open(drivers, settings.server(), settings.rows())) {
                watch.compare(session, settings.fetched());
            } catch (SQLException e) {
                throw broken(e);
            }
        }
        List<Row> gone = watch.gone(settings.fetched());
        if (gone.isEmpty()) {
            return null;
        }
        Ages ages = desk.ages();
        List<ObjectNode> made = gone.stream()
                .flatMap(row -> events.ofDeletion(row, ages).stream())
                .toList();
        desk.deliver(made, List.of(), reached.position());
        watch.told(gone);
        return new FeedProgress(gone.size(), true, OptionalLong.empty());
    }

    @Override
    public List<String> check() {
        try (JdbcSession session = JdbcSession.open(drivers, settings.server(), settings.rows())) {
            List<String> lines = new JdbcCheck(settings, events)
                    .lines(session, mark, desk.clock().instant());
            String doubt = deletions == null ? null : deletions.doubt();
            if (doubt != null) {
                lines.add(doubt);
            }
            return lines;
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    @Override
    public void close() {
        try (deletions) {
            Round open = round;
            round = null;
            if (open != null) {
                open.close();
            }
        }
    }
}
