package io.tidebank.market.life;

import io.tidebank.market.draft.DraftSink;

/** The people of a market, each of whom lives the same life whenever asked. One instance serves one thread. */
public interface Lives {

    /** Writes down the whole life of one person, in no strict order of time, and answers the person as he ended. */
    Person live(long person, DraftSink sink);

    /** What has come out of this instance's lives so far. */
    Tally tally();
}
