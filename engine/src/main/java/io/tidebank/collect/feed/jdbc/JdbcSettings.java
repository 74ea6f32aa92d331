package io.tidebank.collect.feed.jdbc;

import io.tidebank.collect.feed.FeedSettings;
import io.tidebank.collect.feed.Secrets;
import io.tidebank.collect.feed.jdbc.rows.JdbcDialect;
import io.tidebank.collect.feed.jdbc.rows.JdbcServer;
import io.tidebank.collect.feed.jdbc.rows.RowSettings;
import io.tidebank.collect.feed.jdbc.rows.RowSettings.Query;
import io.tidebank.collect.feed.jdbc.rows.RowSettings.Relation;
import io.tidebank.collect.feed.jdbc.rows.RowSettings.Table;
import io.tidebank.collect.feed.jdbc.rows.Watermark.Overlap;
import io.tidebank.method.MethodFiles;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What the block {@code jdbc} of a feed's file says.
 *
 * @param server where the database is
 * @param rows what is read there
 * @param fetched how many rows are held at a time
 * @param deletes how rows that are gone are noticed; null if they are not
 */
record JdbcSettings(
        JdbcServer server,
        RowSettings rows,
        int fetched,
        @Nullable Deletes deletes) {

    private static final Overlap USUAL_OVERLAP = new Overlap(Duration.ofMinutes(5), 1000);
    private static final Duration LONGEST_OVERLAP = Duration.ofDays(7);
    private static final int USUAL_FETCH = 1000;
    private static final Duration USUAL_TIMEOUT = Duration.ofMinutes(1);

    /** MySQL's driver takes both in brackets, too: {@code (host=db,user=keeper,password=…)}. */
    private static final Pattern SECRET_IN_URL = Pattern.compile("(?i)password|[?&;]user=|//[^/?]*@|\\(");

    /**
     * How rows that are gone are noticed.
     *
     * @param every how often all keys are compared
     * @param with names of the columns that a deletion is told with
     */
    record Deletes(Duration every, List<String> with) {

        Deletes {
            with = List.copyOf(with);
        }
    }

    /** Reads the block; METHOD_INVALID with the field if it makes no sense. */
    static JdbcSettings of(FeedSettings feed, MethodFiles methods, String brand, Secrets secrets) {
        JsonNode block = feed.block();
        RowSettings rows = new RowSettings(
                relation(block, methods, brand),
                texts(block.path("columns")),
                block.path("watermark").asString(),
                texts(block.path("key")),
                overlap(feed),
                zone(feed),
                new HashSet<>(texts(block.path("json"))),
                text(block, "deleted"));
        JsonNode deletes = block.path("deletes");
        if (feed.shape() == null && (deletes.isObject() || rows.deleted() != null)) {
            feed.refuse(deletes.isObject() ? "deletes" : "deleted", "only a shape can say what a deletion becomes");
        }
        return new JdbcSettings(
                server(feed, secrets),
                rows,
                block.path("fetch_size").asInt(USUAL_FETCH),
                deletes.isObject()
                        ? new Deletes(
                                FeedSettings.span(deletes.path("compare").asString()), texts(deletes.path("with")))
                        : null);
    }

    private static JdbcServer server(FeedSettings feed, Secrets secrets) {
        JsonNode block = feed.block();
        String url = block.path("url").asString();
        if (SECRET_IN_URL.matcher(url).find()) {
            feed.refuse("url", "user and password stand in fields of their own");
        }
        JdbcDialect dialect = JdbcDialect.of(url)
                .orElseThrow(() -> new IllegalStateException("The schema knows addresses that have a dialect"));
        String password = block.path("password").asString("");
        return new JdbcServer(
                url,
                dialect,
                text(block, "user"),
                () -> secrets.resolve(password),
                block.has("timeout") ? FeedSettings.span(block.path("timeout").asString()) : USUAL_TIMEOUT);
    }

    private static Relation relation(JsonNode block, MethodFiles methods, String brand) {
        String query = text(block, "query");
        if (query != null) {
            String sql = methods.read(FeedSettings.queryPath(brand, query)).strip();
            String bare = sql.endsWith(";") ? sql.substring(0, sql.length() - 1) : sql;
            return new Query(query.substring(0, query.lastIndexOf('.')), bare);
        }
        JsonNode table = block.path("table");
        return new Table(
                table.isArray() ? texts(table) : List.of(table.asString().split("\\.", -1)));
    }

    private static Overlap overlap(FeedSettings feed) {
        JsonNode overlap = feed.block().path("overlap");
        if (overlap.isMissingNode()) {
            return USUAL_OVERLAP;
        }
        if (overlap.isNumber()) {
            return new Overlap(Duration.ZERO, overlap.asLong());
        }
        Duration time = FeedSettings.span(overlap.asString().toLowerCase(Locale.ROOT));
        if (time.compareTo(LONGEST_OVERLAP) > 0) {
            feed.refuse("overlap", "7 days at most: rows that come again are known for 30 days");
        }
        return new Overlap(time, 0);
    }

    private static @Nullable ZoneId zone(FeedSettings feed) {
        String zone = text(feed.block(), "zone");
        try {
            return zone == null ? null : ZoneId.of(zone);
        } catch (DateTimeException e) {
            feed.refuse("zone", "there is no such time zone");
            return null;
        }
    }

    private static @Nullable String text(JsonNode block, String field) {
        return block.path(field).isString() ? block.path(field).asString() : null;
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asString()));
        return texts;
    }
}
