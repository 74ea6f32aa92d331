package io.tidebank.collect.feed.kafka;

import io.tidebank.collect.feed.Feed;
import io.tidebank.collect.feed.FeedDesk;
import io.tidebank.collect.feed.FeedFactory;
import io.tidebank.collect.feed.FeedSettings;
import java.time.Duration;

/** Makes feeds that read topics of Apache Kafka. */
public final class KafkaFeeds implements FeedFactory {

    /** A consumer waits for records by itself. */
    private static final Duration PAUSE = Duration.ofMillis(100);

    @Override
    public String kind() {
        return "kafka";
    }

    @Override
    public Duration usualPause() {
        return PAUSE;
    }

    @Override
    public Feed open(FeedSettings settings, FeedDesk desk) {
        return KafkaFeed.open(KafkaSettings.read(settings, desk.secrets()), desk);
    }
}
