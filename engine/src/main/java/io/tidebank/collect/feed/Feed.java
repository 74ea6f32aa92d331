package io.tidebank.collect.feed;

import java.util.List;

/** A place that is read step by step. One thread uses it; a fault leaves it fit to be closed and opened anew. */
public interface Feed extends AutoCloseable {

    /** Reads some, hands it on with how far it has read, and says what came. It may wait a second for something to come. */
    FeedProgress poll() throws InterruptedException;

    /** Looks without taking anything: what is there, in lines for people. */
    List<String> check() throws InterruptedException;

    @Override
    void close();
}
