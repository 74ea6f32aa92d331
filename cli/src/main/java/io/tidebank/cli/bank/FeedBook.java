package io.tidebank.cli.bank;

import io.tidebank.server.wire.FeedView;
import io.tidebank.sql.Answer;
import io.tidebank.sql.Progress;
import java.util.List;

/** A brand's feeds, wherever the engine runs. */
public interface FeedBook {

    List<FeedView> list();

    /** Looks at what a feed reads without taking anything: {@code finding}. */
    Answer check(String name);

    /** Reads a feed until nothing waits: {@code feed, read, accepted, duplicates, quarantined, dropped}. */
    Answer run(String name, Progress progress);

    FeedView pause(String name);

    FeedView resume(String name);
}
