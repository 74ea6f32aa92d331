package io.tidebank.cli.bank;

import io.tidebank.server.wire.LiveEventView;
import io.tidebank.server.wire.LiveView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a running server takes from live sources. */
public interface LiveFeed {

    LiveView status();

    /**
     * The last events, the latest last.
     *
     * @param source null for all
     */
    List<LiveEventView> events(@Nullable String source);

    /**
     * Tells of the last events and then of every one that comes, until the server stops.
     *
     * @param source null for all
     */
    void follow(@Nullable String source, Watcher watcher);

    /** Who is told. */
    interface Watcher {

        void event(LiveEventView event);

        void status(LiveView status);
    }
}
