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
     * Tells of every event that comes, until the server stops.
     *
     * @param source null for all
     * @param after number of the last event that is known; 0 if none is
     */
    void follow(@Nullable String source, long after, Watcher watcher);

    /** Who is told. */
    interface Watcher {

        void event(LiveEventView event);

        void status(LiveView status);
    }
}
