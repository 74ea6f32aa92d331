package io.tidebank.collect.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidebank.collect.journal.JournalReply.Ack;
import io.tidebank.collect.journal.record.LiveBatch;
import io.tidebank.collect.journal.record.LiveEvent;
import io.tidebank.touch.Touch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.io.TempDir;

class JournalLawTest {

    @TempDir
    Path home;

    /** Whatever is offered, given away and restarted: a journal is the list of events that were new, in order. */
    @RepeatedTest(8)
    void aJournalIsAListOfWhatWasNew(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        Set<String> known = new HashSet<>();
        TreeMap<Long, List<Touch>> kept = new TreeMap<>();
        long trimmed = 0;
        long last = 0;
        try (TestJournal journal = new TestJournal(home)) {
            for (int step = 0; step < 120; step++) {
                String story = "seed %d, step %d".formatted(repetition.getCurrentRepetition(), step);
                switch (random.nextInt(10)) {
                    case 0 -> journal.reopenAt(trimmed);
                    case 1 -> {
                        trimmed = trimmed + random.nextLong(last - trimmed + 1);
                        journal.journal().trim(trimmed);
                        kept.headMap(trimmed, true).clear();
                    }
                    case 2 -> journal.pass(Duration.ofMinutes(random.nextInt(60)));
                    default -> {
                        LiveBatch batch = batch(random);
                        List<Touch> fresh = fresh(batch, known);
                        Ack ack = journal.accept(batch);
                        assertThat(ack.accepted() + ack.duplicates()).as(story).isEqualTo(batch.size());
                        last += fresh.isEmpty() ? 0 : 1;
                        assertThat(ack.position()).as(story).isEqualTo(last);
                        if (!fresh.isEmpty()) {
                            kept.put(last, fresh);
                        }
                    }
                }
                assertThat(journal.journal().status().committed()).as(story).isEqualTo(trimmed);
            }
            List<List<Touch>> read = new ArrayList<>();
            journal.records(trimmed).forEach(record -> read.add(record.touches()));
            assertThat(read).isEqualTo(List.copyOf(kept.values()));
        }
    }

    private static LiveBatch batch(Random random) {
        List<LiveEvent> events = new ArrayList<>();
        for (int left = random.nextInt(1, 6); left > 0; left--) {
            String source = random.nextBoolean() ? "web" : "app";
            String name = "e-" + random.nextInt(150);
            List<Touch> touches = new ArrayList<>();
            for (int line = random.nextInt(1, 3); line > 0; line--) {
                touches.add(LiveTouches.random(random, source, name + "/" + line));
            }
            events.add(new LiveEvent(source, name, touches));
        }
        return LiveBatch.of(events);
    }

    private static List<Touch> fresh(LiveBatch batch, Set<String> known) {
        List<Touch> fresh = new ArrayList<>();
        for (LiveEvent event : batch.events()) {
            if (known.add(event.source() + " " + event.dedupKey())) {
                fresh.addAll(event.touches());
            }
        }
        return fresh;
    }

    /** Many threads that offer the same events get each accepted once between them. */
    @RepeatedTest(3)
    void threadsThatOfferTheSameShareWhatIsNew(RepetitionInfo repetition) throws Exception {
        int names = 200;
        ConcurrentLinkedQueue<Ack> acks = new ConcurrentLinkedQueue<>();
        try (TestJournal journal = new TestJournal(home)) {
            Journal shared = journal.journal();
            List<Thread> threads = new ArrayList<>();
            for (int thread = 0; thread < 16; thread++) {
                Random random = new Random(repetition.getCurrentRepetition() * 100L + thread);
                threads.add(Thread.ofVirtual().start(() -> {
                    for (int i = 0; i < names; i++) {
                        String name = "e-" + random.nextInt(names);
                        acks.add((Ack) shared.offer(LiveTouches.batch(name)));
                    }
                }));
            }
            for (Thread thread : threads) {
                thread.join();
            }
            List<String> touches = journal.touchesAfter(0);

            assertThat(touches).doesNotHaveDuplicates();
            assertThat(acks.stream().mapToInt(Ack::accepted).sum()).isEqualTo(touches.size());
            assertThat(acks.stream().mapToInt(Ack::duplicates).sum()).isEqualTo(16 * names - touches.size());
        }
    }
}
