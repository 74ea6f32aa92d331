package io.tidebank.collect.feed.jdbc;

import io.tidebank.collect.feed.Feed;
import io.tidebank.collect.feed.FeedDesk;
import io.tidebank.collect.feed.FeedError;
import io.tidebank.collect.feed.FeedFactory;
import io.tidebank.collect.feed.FeedSettings;
import io.tidebank.collect.feed.jdbc.JdbcSettings.Deletes;
import io.tidebank.collect.feed.jdbc.rows.JdbcDrivers;
import io.tidebank.collect.feed.jdbc.rows.RowSettings;
import io.tidebank.collect.shape.Shape;
import io.tidebank.error.TidebankException;
import io.tidebank.method.MethodFiles;
import io.tidebank.sql.EngineSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes feeds that follow tables. */
public final class JdbcFeeds implements FeedFactory {

    private static final Duration USUAL_PAUSE = Duration.ofSeconds(30);
    private static final long MEMORY = 512L << 20;

    private final MethodFiles methods;
    private final String brand;
    private final Path scratch;
    private final JdbcDrivers drivers;

    /**
     * For the feeds of one brand.
     *
     * @param methods shapes and queries
     * @param scratch for what does not fit into memory
     * @param drivers of the home; they outlive all its feeds
     */
    public JdbcFeeds(MethodFiles methods, String brand, Path scratch, JdbcDrivers drivers) {
        this.methods = methods;
        this.brand = brand;
        this.scratch = scratch;
        this.drivers = drivers;
    }

    @Override
    public String kind() {
        return "jdbc";
    }

    @Override
    public Duration usualPause() {
        return USUAL_PAUSE;
    }

    @Override
    public Feed open(FeedSettings feed, FeedDesk desk) {
        JdbcSettings settings = JdbcSettings.of(feed, methods, brand, desk.secrets());
        RowSettings rows = settings.rows();
        Shape shape = feed.shape() == null ? null : Shape.read(methods, brand, feed.shape());
        RowEvents events = new RowEvents(shape, rows.from().name(), rows.deleted());
        Mark mark = desk.position().map(position -> Mark.parse(position, rows)).orElse(null);
        return new JdbcFeed(settings, desk, drivers, events, deletions(feed.name(), settings, desk), mark);
    }

    private @Nullable DeletionWatch deletions(String name, JdbcSettings settings, FeedDesk desk) {
        Deletes deletes = settings.deletes();
        if (deletes == null) {
            return null;
        }
        Path lists = desk.home().resolve("feeds").resolve(brand);
        Path file = lists.resolve(name + ".rows");
        try {
            Files.createDirectories(lists);
        } catch (IOException e) {
            throw new TidebankException(
                    FeedError.FEED_FAILED, "%s cannot be written: %s".formatted(file, e.getMessage()), e);
        }
        List<String> order = new ArrayList<>(settings.rows().key());
        order.add(settings.rows().watermark());
        KnownRows known = new KnownRows(
                file, new EngineSettings(MEMORY, 1, scratch), desk.clock().instant());
        return new DeletionWatch(known, deletes, order, desk.clock());
    }
}
