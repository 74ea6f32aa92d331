package io.tidebank.collect.feed;

import io.tidebank.error.TidebankException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads user ids from a list, two at a time; its position is how many it has read. */
final class ListFeed implements FeedFactory {

    final List<String> users = new ArrayList<>();
    volatile boolean broken;
    final AtomicInteger opened = new AtomicInteger();

    /** What a step ends with once it has read on, before it has handed on; null for nothing. */
    volatile @Nullable Error error;

    /** What the events say besides. */
    volatile Consumer<ObjectNode> more = event -> {};

    /** What happens when it is let go of. */
    volatile Runnable onClose = () -> {};

    /** Steps take until it is counted down. */
    volatile CountDownLatch slow = new CountDownLatch(0);

    /** Steps that are on, or wait for {@link #slow}. */
    final AtomicInteger stepping = new AtomicInteger();

    @Override
    public String kind() {
        return "kafka";
    }

    @Override
    public Duration usualPause() {
        return Duration.ofMillis(10);
    }

    @Override
    public Feed open(FeedSettings settings, FeedDesk desk) {
        opened.incrementAndGet();
        int from = desk.position().map(Integer::parseInt).orElse(0);
        return new Feed() {

            private int at = from;

            @Override
            public FeedProgress poll() throws InterruptedException {
                if (broken) {
                    throw new TidebankException(FeedError.FEED_UNREACHABLE, "The list is lost");
                }
                stepping.incrementAndGet();
                slow.await();
                stepping.decrementAndGet();
                int to = Math.min(at + 2, users.size());
                List<ObjectNode> events =
                        users.subList(at, to).stream().map(ListFeed::event).toList();
                int read = to - at;
                at = to;
                Error met = error;
                if (met != null) {
                    throw met;
                }
                if (read > 0) {
                    events.forEach(more);
                    desk.deliver(events, List.of(), Integer.toString(to));
                }
                return new FeedProgress(read, at < users.size(), OptionalLong.of(users.size() - at));
            }

            @Override
            public List<String> check() {
                return List.of("%d users, %d of them read".formatted(users.size(), at));
            }

            @Override
            public void close() {
                onClose.run();
            }
        };
    }

    private static ObjectNode event(String user) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", "track")
                .put("event", "Signed Up")
                .put("messageId", "m-" + user)
                .put("userId", user);
    }
}
