package io.tidebank.server.wire;

import io.tidebank.collect.feed.FeedStatus;
import io.tidebank.collect.feed.Feeds;
import io.tidebank.sql.Answer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A feed as callers see it. Counts are since the start.
 *
 * @param kind what it reads; empty if its file is wrong
 * @param source in whose name its events come
 * @param state idle, running, waiting, fault, paused or invalid
 * @param position where it stands, in its own words; null while it has read nothing
 * @param read records, rows or files
 * @param waiting how many more wait there; null if nobody can say
 * @param fault what it met and has not got over; null if all is well
 */
public record FeedView(
        String name,
        String kind,
        String source,
        String state,
        @Nullable String position,
        long read,
        long accepted,
        long duplicates,
        long quarantined,
        long dropped,
        long faults,
        @Nullable Long waiting,
        @Nullable Instant lastAt,
        @Nullable String fault) {

    private static final List<String> COLUMNS = List.of(
            "feed",
            "kind",
            "source",
            "state",
            "read",
            "accepted",
            "duplicates",
            "quarantined",
            "waiting",
            "last_at",
            "position",
            "fault");

    private static final int POSITION = COLUMNS.indexOf("position");
    private static final int LONGEST_FAULT = 80;

    private static final List<String> BROUGHT =
            List.of("feed", "read", "accepted", "duplicates", "quarantined", "dropped");

    public static FeedView of(FeedStatus status) {
        FeedStatus.Counts counts = status.counts();
        return new FeedView(
                status.name(),
                status.kind(),
                status.source(),
                status.state().name().toLowerCase(Locale.ROOT),
                status.position(),
                counts.read(),
                counts.accepted(),
                counts.duplicates(),
                counts.quarantined(),
                counts.dropped(),
                counts.faults(),
                status.waiting().isPresent() ? status.waiting().getAsLong() : null,
                status.lastAt(),
                status.fault());
    }

    public static List<FeedView> list(Feeds feeds) {
        return feeds.list().stream().map(FeedView::of).toList();
    }

    /** Feeds as a table, a row each. */
    public static Answer answer(String brand, List<FeedView> feeds) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (FeedView feed : feeds) {
            rows.add(Arrays.asList(
                    feed.name(),
                    feed.kind(),
                    feed.source(),
                    feed.state(),
                    feed.read(),
                    feed.accepted(),
                    feed.duplicates(),
                    feed.quarantined(),
                    feed.waiting(),
                    feed.lastAt() == null ? null : feed.lastAt().toString(),
                    feed.position(),
                    feed.fault()));
        }
        return new Answer(brand, "", COLUMNS, rows);
    }

    /** The same for people: what is wrong on one short line, and where a feed stands left to a look at it. */
    public static Answer table(String brand, List<FeedView> feeds) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (List<@Nullable Object> row : answer(brand, feeds).rows()) {
            List<@Nullable Object> shortened = new ArrayList<>(row.subList(0, POSITION));
            Object fault = row.getLast();
            shortened.add(fault == null ? null : firstLine(fault.toString()));
            rows.add(shortened);
        }
        List<String> columns = new ArrayList<>(COLUMNS.subList(0, POSITION));
        columns.add(COLUMNS.getLast());
        return new Answer(brand, "", columns, rows);
    }

    private static String firstLine(String fault) {
        String first = fault.lines().findFirst().orElse("");
        boolean all = first.length() == fault.length() && first.length() <= LONGEST_FAULT;
        return all
                ? first
                : first.substring(0, Math.min(first.length(), LONGEST_FAULT)).stripTrailing() + " …";
    }

    /** What a look at a feed found, a line each. */
    public static Answer check(String brand, List<String> findings) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        findings.forEach(finding -> rows.add(List.of(finding)));
        return new Answer(brand, "", List.of("finding"), rows);
    }

    /** What a run brought. */
    public static Answer run(String brand, String feed, FeedStatus.Counts counts) {
        return new Answer(
                brand,
                "",
                BROUGHT,
                List.of(List.of(
                        feed,
                        counts.read(),
                        counts.accepted(),
                        counts.duplicates(),
                        counts.quarantined(),
                        counts.dropped())));
    }
}
