package io.tidebank.collect.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidebank.collect.journal.JournalReply.Ack;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A disk that takes its time: senders wait as a group, those beyond the queue are refused at once, nothing goes twice. */
class SlowDiskTest {

    private static final int SENDERS = 40;
    private static final int QUEUE = 8;
    private static final Duration WRITE = Duration.ofMillis(150);

    private final Queue<List<Pending>> written = new ConcurrentLinkedQueue<>();

    @Test
    @Timeout(60)
    void whatIsAcknowledgedIsWrittenOnceAndTheRestIsRefusedAtOnce() throws Exception {
        Queue<Pending> acknowledged = new ConcurrentLinkedQueue<>();
        AtomicInteger refused = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(SENDERS);
        try (GroupCommit group = new GroupCommit("slow disk", settings(), new SlowWriter())) {
            for (int i = 0; i < SENDERS; i++) {
                int sender = i;
                Thread.ofVirtual().start(() -> {
                    offer(group, sender, acknowledged, refused);
                    done.countDown();
                });
            }
            assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        }

        List<Pending> all = written.stream().flatMap(List::stream).toList();
        Set<Pending> distinct = new HashSet<>(all);
        assertThat(distinct).hasSameSizeAs(all).containsExactlyInAnyOrderElementsOf(acknowledged);
        assertThat(refused.get()).isPositive();
        assertThat(acknowledged.size() + refused.get()).isEqualTo(SENDERS * 3);
    }

    @Test
    @Timeout(60)
    void whoWaitsForASlowDiskIsWrittenTogether() throws Exception {
        List<Thread> senders = new ArrayList<>();
        try (GroupCommit group = new GroupCommit("slow disk", settings(), new SlowWriter())) {
            for (int i = 0; i < QUEUE; i++) {
                int sender = i;
                senders.add(Thread.ofVirtual()
                        .start(() -> offer(group, sender, new ConcurrentLinkedQueue<>(), new AtomicInteger())));
            }
            for (Thread sender : senders) {
                sender.join();
            }
        }

        assertThat(written.stream().mapToInt(List::size).sum()).isEqualTo(QUEUE * 3);
        assertThat(written).as("a write for many, not for each").hasSizeLessThan(QUEUE * 3 / 2);
    }

    /** Three batches one after the other, each of which waits for its answer. */
    private static void offer(GroupCommit group, int sender, Queue<Pending> acknowledged, AtomicInteger refused) {
        for (int i = 0; i < 3; i++) {
            Pending pending = new Pending(
                    LiveTouches.batch("m%d-%d".formatted(sender, i)), raw -> raw.getBytes(StandardCharsets.UTF_8));
            if (group.enter(pending)) {
                pending.await();
                acknowledged.add(pending);
            } else {
                refused.incrementAndGet();
            }
        }
    }

    private static JournalSettings settings() {
        JournalSettings all = JournalSettings.DEFAULTS;
        return new JournalSettings(
                all.memory(),
                all.memoryBytes(),
                all.cacheBytes(),
                QUEUE,
                all.waitingBytes(),
                all.lagBytes(),
                all.freeDisk(),
                all.batchBytes());
    }

    private final class SlowWriter implements GroupCommit.Writer {

        @Override
        public List<Ack> write(List<Pending> group) {
            try {
                Thread.sleep(WRITE);
            } catch (InterruptedException e) {
                // The end of the test; what is in hand is written all the same.
                Thread.currentThread().interrupt();
            }
            written.add(List.copyOf(group));
            return group.stream().map(pending -> new Ack(pending.batch, 0, 1)).toList();
        }

        @Override
        public void reopen() {}

        @Override
        public void look() {}
    }
}
