package io.tidebank.collect.feed.folder;

import io.tidebank.collect.Importer;
import io.tidebank.collect.feed.Feed;
import io.tidebank.collect.feed.FeedDesk;
import io.tidebank.collect.feed.FeedFactory;
import io.tidebank.collect.feed.FeedSettings;
import java.time.Duration;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** Makes feeds that watch folders. */
public final class FolderFeeds implements FeedFactory {

    private static final Duration USUAL_PAUSE = Duration.ofSeconds(10);

    private final Imports imports;
    private final Attempts attempts = new Attempts();
    /** At the start nobody knows whether the end came between an import and its refresh. */
    private final AtomicBoolean behind = new AtomicBoolean(true);

    public FolderFeeds(Imports imports) {
        this.imports = imports;
    }

    /**
     * How one brand imports.
     *
     * @param importer asked for when a file is there, or the feed is checked
     * @param zone the brand's zone, for times of the day
     * @param refresh brings up to date what follows from the touches that came, if it is not
     */
    public record Imports(Supplier<Importer> importer, ZoneId zone, Runnable refresh) {

        void arrived() {
            refresh.run();
        }
    }

    @Override
    public String kind() {
        return "folder";
    }

    @Override
    public Duration usualPause() {
        return USUAL_PAUSE;
    }

    @Override
    public Feed open(FeedSettings feed, FeedDesk desk) {
        return new FolderFeed(FolderSettings.of(feed, desk.home()), feed.source(), imports, desk, attempts, behind);
    }
}
