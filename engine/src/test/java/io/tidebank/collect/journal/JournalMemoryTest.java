package io.tidebank.collect.journal;

import static io.tidebank.collect.journal.LiveTouches.NOON;
import static io.tidebank.collect.journal.LiveTouches.batch;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidebank.collect.journal.record.LiveBatch;
import io.tidebank.collect.journal.record.LiveEvent;
import io.tidebank.collect.journal.record.Memory;
import io.tidebank.lake.JournalPosition;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/** What a journal knows again, for how long, and what it says of that. */
class JournalMemoryTest {

    private static final int MOST = 4096;
    private static final Duration MONTH = Duration.ofDays(30);

    @TempDir
    Path home;

    private final RocksMemory memory = new RocksMemory(64L << 20);
    private TestJournal journal;

    @BeforeEach
    void open() {
        journal = new TestJournal(home, memory);
        JournalSettings usual = JournalSettings.DEFAULTS;
        journal.settings = new JournalSettings(
                MONTH, MOST * 32L, 10, usual.waitingBytes(), usual.lagBytes(), 0, usual.batchBytes());
    }

    @AfterEach
    void close() {
        journal.close();
    }

    /** Accepts so many, some at a time. */
    private void flood(String name, int events, Memory kept) {
        for (int from = 0; from < events; from += 64) {
            String[] names = IntStream.range(from, Math.min(events, from + 64))
                    .mapToObj(i -> name + "-" + i)
                    .toArray(String[]::new);
            journal.accept(kept == Memory.SHARED ? batch(names) : orders(names));
        }
    }

    /** Events that are remembered by what they tell of. */
    private static LiveBatch orders(String... names) {
        return LiveBatch.of(Stream.of(names)
                .map(name -> new LiveEvent("web", name, List.of(LiveTouches.touch("web", name, NOON)), Memory.RESERVED))
                .toList());
    }

    private boolean isNew(LiveBatch batch) {
        return journal.accept(batch).accepted() > 0;
    }

    private Duration known(Memory kept) {
        return journal.journal().known(kept);
    }

    @Test
    void clicksDoNotPushOutOrders() {
        journal.accept(orders("order/1"));
        flood("click", 3 * MOST, Memory.SHARED);

        assertThat(isNew(batch("click-0"))).isTrue();
        assertThat(isNew(orders("order/1"))).isFalse();
        assertThat(isNew(batch("order/1"))).as("known whatever it came by").isFalse();
        journal.reopen(Optional.empty());
        assertThat(isNew(orders("order/1"))).isFalse();
        assertThat(known(Memory.RESERVED)).isEqualTo(MONTH);
    }

    @Test
    void ordersTakeAQuarterAtMostAndClicksWhatTheyLeave() {
        flood("click", MOST, Memory.SHARED);
        assertThat(journal.journal().status().remembered()).isBetween(MOST * 8L / 10, (long) MOST);

        flood("order", MOST, Memory.RESERVED);
        assertThat(journal.journal().status().remembered()).isBetween(MOST * 8L / 10, (long) MOST);
        assertThat(isNew(batch("click-" + (MOST - MOST / 2)))).isFalse();
        assertThat(isNew(orders("order-" + (MOST - MOST / 5)))).isFalse();
        assertThat(isNew(orders("order-0"))).isTrue();
    }

    @Test
    void aJournalThatForgotNothingEarlyKnowsAllThatItIsToKnow() {
        assertThat(known(Memory.SHARED)).isEqualTo(MONTH);
        for (int day = 0; day < 70; day++) {
            journal.accept("day-" + day);
            journal.accept(orders("order/" + day));
            assertThat(known(Memory.SHARED)).as("day %d", day).isEqualTo(MONTH);
            assertThat(known(Memory.RESERVED)).as("day %d", day).isEqualTo(MONTH);
            journal.pass(Duration.ofDays(1));
        }
        assertThat(journal.journal().status().forgottenEarly()).isZero();
    }

    @Test
    void aJournalTellsHowFarBackItReallyKnows() {
        for (int day = 0; day < 20; day++) {
            flood("day-" + day, MOST / 5, Memory.SHARED);
            journal.pass(Duration.ofDays(1));
        }
        JournalStatus status = journal.journal().status();
        int days = (int) status.known().toDays();

        assertThat(days).isBetween(3, 5);
        assertThat(status.knownThings()).isEqualTo(MONTH);
        assertThat(status.forgottenEarly()).isPositive();
        assertThat(isNew(batch("day-%d-0".formatted(21 - days)))).isFalse();
        journal.reopen(Optional.empty());
        assertThat((int) known(Memory.SHARED).toDays()).isEqualTo(days);

        flood("order", MOST, Memory.RESERVED);
        assertThat(known(Memory.RESERVED)).isZero();
        journal.pass(Duration.ofDays(2));
        assertThat(known(Memory.RESERVED)).isEqualTo(Duration.ofDays(2));
    }

    @Test
    void aJournalFromBeforeOrdersHadAMemoryOfTheirOwnKnowsThemAsLongAsAllElse() throws RocksDBException {
        journal.accept("order/1");
        flood("early", MOST / 2, Memory.SHARED);
        journal.pass(Duration.ofDays(2));
        journal.accept("order/2");
        flood("late", MOST * 3 / 4, Memory.SHARED);
        journal.close();
        try (JournalDb db = JournalDb.open(journal.folder(), memory)) {
            db.run(it -> {
                try (WriteBatch batch = new WriteBatch()) {
                    db.forget(batch, "begun-reserved");
                    it.write(db.options.forced, batch);
                }
                return true;
            });
        }

        journal.pass(Duration.ofDays(1));
        assertThat(isNew(orders("order/2"))).isFalse();
        assertThat(known(Memory.RESERVED)).isEqualTo(known(Memory.SHARED)).isLessThan(Duration.ofDays(4));
        journal.accept(orders("order/3"));
        flood("later", MOST, Memory.SHARED);
        journal.pass(Duration.ofDays(3));
        assertThat(known(Memory.RESERVED)).as("since it has one").isEqualTo(Duration.ofDays(3));
        assertThat(isNew(orders("order/3"))).isFalse();
    }

    @Test
    void aJournalMadeAnewKnowsNothingFromBefore() {
        journal.reopen(Optional.of(new JournalPosition("another", 5)));
        assertThat(known(Memory.RESERVED)).isZero();
        journal.accept("a");
        journal.pass(Duration.ofDays(3));
        journal.reopen(Optional.of(new JournalPosition("another", 5)));

        assertThat(known(Memory.SHARED)).isEqualTo(Duration.ofDays(3));
        assertThat(known(Memory.RESERVED)).isEqualTo(Duration.ofDays(3));
    }

    @Test
    void aJournalFromABackupKnowsNothingOfWhatCameBetween() {
        journal.accept("a");
        journal.pass(Duration.ofDays(1));
        journal.reopenAt(7);
        journal.accept("b");
        journal.pass(Duration.ofDays(2));
        journal.reopenAt(8);

        assertThat(known(Memory.SHARED)).isEqualTo(Duration.ofDays(2));
        assertThat(isNew(batch("a"))).isFalse();
    }

    @Test
    void aClockThatWasAheadKeepsNothingFromBeingForgotten() {
        for (int day = 0; day < 80; day++) {
            if (day == 5) {
                journal.pass(Duration.ofDays(300));
                journal.accept("ahead");
                journal.pass(Duration.ofDays(-300));
            }
            journal.accept("day-" + day);
            journal.pass(Duration.ofDays(1));
        }

        assertThat(journal.journal().status().remembered()).isLessThan(40);
        assertThat(isNew(batch("day-4"))).isTrue();
        assertThat(isNew(batch("day-51"))).isFalse();
    }

    @Test
    void aSliceWhoseKeysWereNeverWrittenMakesNothingForgotten() {
        journal.accept("a");
        journal.close();
        try (JournalDb db = JournalDb.open(journal.folder(), memory)) {
            db.addSlice(new SliceName(Memory.SHARED, 2));
        }
        for (int i = 0; i < 3; i++) {
            journal.pass(Duration.ofDays(4));
            journal.accept("b-" + i);
        }

        assertThat(isNew(batch("a", "b-0", "b-1", "b-2"))).isFalse();
    }
}
