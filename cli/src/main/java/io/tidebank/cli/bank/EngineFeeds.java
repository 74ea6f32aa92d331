package io.tidebank.cli.bank;

import io.tidebank.access.Caller;
import io.tidebank.access.ChangeKind;
import io.tidebank.access.ChangeLog;
import io.tidebank.brand.Brand;
import io.tidebank.collect.feed.Feeds;
import io.tidebank.server.wire.FeedView;
import io.tidebank.sql.Answer;
import io.tidebank.sql.Progress;
import java.util.List;

/** The feeds of a home that this process owns. */
record EngineFeeds(Feeds feeds, Brand brand, ChangeLog changes) implements FeedBook {

    @Override
    public List<FeedView> list() {
        return FeedView.list(feeds);
    }

    @Override
    public Answer check(String name) {
        return FeedView.check(brand.name(), feeds.check(name));
    }

    @Override
    public Answer run(String name, Progress progress) {
        return changes.during(Caller.LOCAL, ChangeKind.FEED_RUN, brand.name(), name, () -> brought(name, progress));
    }

    /** No server runs that would bring what came into the lake, and the lake's news into what can be asked. */
    private Answer brought(String name, Progress progress) {
        Answer brought = FeedView.run(brand.name(), name, feeds.run(name, progress));
        brand.intake().commitAll();
        if (brand.info().touches() > 0) {
            brand.refresh(progress);
        }
        return brought;
    }

    @Override
    public FeedView pause(String name) {
        feeds.pause(name);
        note(ChangeKind.FEED_PAUSE, name);
        return FeedView.of(feeds.status(name));
    }

    @Override
    public FeedView resume(String name) {
        feeds.resume(name);
        note(ChangeKind.FEED_RESUME, name);
        return FeedView.of(feeds.status(name));
    }

    private void note(ChangeKind deed, String name) {
        changes.add(Caller.LOCAL, deed, brand.name(), name);
    }
}
