package io.tidebank.collect.feed.kafka;

import io.tidebank.collect.feed.FeedHome;
import io.tidebank.collect.feed.FeedStatus;
import java.nio.file.Path;

/** A process that reads a home's feeds and commits without a rest, until it is killed; tells what it took so far. */
final class KafkaFeedLoop {

    private KafkaFeedLoop() {}

    /** @param arguments the home */
    public static void main(String[] arguments) throws InterruptedException {
        FeedHome home = new FeedHome(Path.of(arguments[0]), new KafkaFeeds());
        home.feeds().start();
        while (true) {
            home.intake().commit();
            for (FeedStatus feed : home.feeds().list()) {
                System.out.println(feed.counts().read());
            }
            Thread.sleep(10);
        }
    }
}
