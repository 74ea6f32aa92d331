package io.tidebank.collect.journal;

import static io.tidebank.collect.journal.LiveTouches.bad;
import static io.tidebank.collect.journal.LiveTouches.batch;
import static io.tidebank.collect.journal.LiveTouches.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidebank.collect.journal.JournalReply.Ack;
import io.tidebank.collect.journal.JournalReply.Limit;
import io.tidebank.collect.journal.JournalReply.Overloaded;
import io.tidebank.collect.journal.record.FeedMark;
import io.tidebank.collect.journal.record.JournalError;
import io.tidebank.collect.journal.record.JournalRecord;
import io.tidebank.collect.journal.record.LiveBatch;
import io.tidebank.collect.journal.record.QuarantinedEvent;
import io.tidebank.lake.JournalPosition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

    @TempDir
    Path home;

    private TestJournal journal;

    @BeforeEach
    void open() {
        journal = new TestJournal(home);
    }

    @AfterEach
    void close() {
        journal.close();
    }

    @Test
    void whatIsAcceptedIsReadBackInOrder() {
        assertThat(journal.accept("a", "b")).isEqualTo(new Ack(2, 0, 0, 1, List.of()));
        assertThat(journal.accept("c")).isEqualTo(new Ack(1, 0, 0, 2, List.of()));

        assertThat(journal.touchesAfter(0)).containsExactly("a", "b", "c");
        assertThat(journal.touchesAfter(1)).containsExactly("c");
        assertThat(journal.records(0).getFirst().touches())
                .containsExactlyElementsOf(batch("a", "b").events().stream()
                        .flatMap(it -> it.touches().stream())
                        .toList());
    }

    @Test
    void anEventIsAcceptedOnceWithinABatchAndAcrossThem() {
        assertThat(journal.accept("a", "b", "a")).isEqualTo(new Ack(2, 1, 0, 1, List.of(2)));
        assertThat(journal.accept("b", "c")).isEqualTo(new Ack(1, 1, 0, 2, List.of(0)));
        assertThat(journal.accept("a", "b", "c")).isEqualTo(new Ack(0, 3, 0, 2, List.of(0, 1, 2)));

        assertThat(journal.touchesAfter(0)).containsExactly("a", "b", "c");
        assertThat(journal.journal().status().duplicates()).isEqualTo(5);
    }

    @Test
    void theSameNameFromAnotherSourceIsAnotherEvent() {
        journal.accept("a");

        assertThat(journal.accept(LiveBatch.of(List.of(event("app", "a", LiveTouches.NOON))))
                        .accepted())
                .isEqualTo(1);
    }

    @Test
    void anEventIsKnownAfterARestart() {
        journal.accept("a");
        journal.reopen(Optional.empty());

        assertThat(journal.accept("a", "b")).isEqualTo(new Ack(1, 1, 0, 2, List.of(0)));
        assertThat(journal.touchesAfter(0)).containsExactly("a", "b");
    }

    @Test
    void anEventIsKnownForTheWholeMemoryAndNotMuchLonger() {
        journal.accept("a");
        for (int day = 1; day <= 30; day++) {
            journal.pass(Duration.ofDays(1));
            journal.accept("day-" + day);
            assertThat(journal.accept("a").accepted()).as("day %d", day).isZero();
        }
        journal.pass(Duration.ofDays(4));
        journal.accept("later");

        assertThat(journal.accept("a").accepted()).isEqualTo(1);
        assertThat(journal.accept("day-7").accepted()).isZero();
    }

    @Test
    void aClockThatJumpsDoesNotWipeTheMemory() {
        for (int day = 0; day < 30; day++) {
            journal.accept("day-" + day);
            journal.pass(Duration.ofDays(1));
        }
        journal.pass(Duration.ofDays(3650));
        journal.accept("far");
        journal.pass(Duration.ofDays(-3650));
        journal.accept("back");

        assertThat(IntStream.range(8, 30).mapToObj(day -> "day-" + day))
                .allSatisfy(name -> assertThat(journal.accept(name).accepted()).isZero());
    }

    private static JournalSettings remembering(long bytes) {
        JournalSettings usual = JournalSettings.DEFAULTS;
        return new JournalSettings(
                usual.memory(),
                bytes,
                usual.waitingRequests(),
                usual.waitingBytes(),
                usual.lagBytes(),
                usual.freeDisk(),
                usual.batchBytes());
    }

    @Test
    void aFullMemoryForgetsTheOldestEarlyAndSaysSo() {
        int most = 4096;
        journal.settings = remembering(most * 32L);
        for (int i = 0; i < 2 * most; i++) {
            journal.accept(
                    batch(IntStream.range(i, i + 64).mapToObj(n -> "e-" + n).toArray(String[]::new)));
            i += 63;
        }

        JournalStatus status = journal.journal().status();
        assertThat(status.remembered()).isBetween((long) most * 8 / 10, (long) most);
        assertThat(status.forgottenEarly()).isEqualTo(2L * most - status.remembered());
        assertThat(journal.accept("e-" + (2 * most - most * 8 / 10)).accepted()).isZero();
        assertThat(journal.accept("e-0").accepted()).isEqualTo(1);
        journal.reopen(Optional.empty());
        assertThat(journal.journal().status().forgottenEarly()).isEqualTo(status.forgottenEarly());
    }

    @Test
    void whatTheLakeHasIsGivenAway() {
        journal.accept("a");
        journal.accept("b");
        journal.accept("c");
        journal.journal().trim(2);

        assertThat(journal.touchesAfter(0)).containsExactly("c");
        assertThat(journal.journal().status()).satisfies(status -> {
            assertThat(status.committed()).isEqualTo(2);
            assertThat(status.lagEvents()).isEqualTo(1);
        });
        journal.reopenAt(2);
        assertThat(journal.accept("d").position()).isEqualTo(4);
        assertThat(journal.touchesAfter(2)).containsExactly("c", "d");
    }

    @Test
    void positionsGoOnWhenEverythingWasGivenAway() {
        journal.accept("a");
        journal.journal().trim(1);
        journal.reopenAt(1);

        assertThat(journal.journal().status().lagEvents()).isZero();
        assertThat(journal.accept("b").position()).isEqualTo(2);
        assertThat(journal.journal().status().lagEvents()).isEqualTo(1);
    }

    @Test
    void aJournalFromABackupGoesOnAfterThePositionThatTheLakeHas() throws Exception {
        journal.accept("a");
        journal.accept("b");
        String id = journal.journal().id();
        journal.close();
        Path backup = home.resolve("backup");
        DiskUse.copy(journal.folder(), backup);
        journal.accept("c");
        journal.accept("d");
        journal.close();
        Files.move(journal.folder(), home.resolve("lost"));
        DiskUse.copy(backup, journal.folder());

        journal.reopen(Optional.of(new JournalPosition(id, 4)));

        assertThat(journal.accept("e").position()).isEqualTo(5);
        assertThat(journal.touchesAfter(4)).containsExactly("e");
        assertThat(journal.touchesAfter(0)).containsExactly("e");
        assertThat(journal.journal().status().lagEvents()).isEqualTo(1);
    }

    @Test
    void givenAwayRecordsGiveTheirDiskBack() throws Exception {
        LiveBatch large = LiveBatch.of(List.of());
        for (int round = 0; round < 90; round++) {
            int first = round * 1000;
            large = batch(
                    IntStream.range(first, first + 1000).mapToObj(n -> "e-" + n).toArray(String[]::new));
            journal.accept(large);
            journal.journal().trim(round);
        }

        long written = journal.journal().status().lagBytes() * 90;
        assertThat(DiskUse.of(journal.folder(), ".sst")).isLessThan(written / 2);
    }

    @Test
    void badEventsKeepTheirTextLocked() throws Exception {
        LiveBatch mixed = new LiveBatch(List.of(event("a")), List.of(bad("x", "{\"phone\":\"13800138000\"}")));
        assertThat(journal.accept(mixed)).isEqualTo(new Ack(1, 0, 1, 1, List.of()));
        assertThat(journal.accept(mixed)).isEqualTo(new Ack(0, 2, 0, 1, List.of(0, 1)));

        List<JournalRecord.Bad> kept = journal.records(0).getFirst().bad();
        assertThat(kept).extracting(JournalRecord.Bad::raw).containsExactly("{\"phone\":\"13800138000\"}");
        journal.close();
        assertThat(DiskUse.holds(journal.folder(), "13800138000")).isFalse();
        assertThat(DiskUse.holds(journal.folder(), "Order Completed")).isTrue();
    }

    @Test
    void aCorrectedEventIsAcceptedUnderTheNameThatItWasBadUnder() {
        journal.accept(new LiveBatch(List.of(), List.of(bad("a", "{}"))));

        assertThat(journal.accept("a").accepted()).isEqualTo(1);
    }

    @Test
    void badEventsWithoutANameAreAllKept() {
        LiveBatch twice = new LiveBatch(List.of(), List.of(bad(null, "{"), bad(null, "{")));

        assertThat(journal.accept(twice).quarantined()).isEqualTo(2);
    }

    @Test
    void littleDiskRefusesBeforeItIsFull() {
        journal.freeDisk = () -> JournalSettings.DEFAULTS.freeDisk() - 1;

        assertThat(journal.journal().offer(batch("a"))).isEqualTo(new Overloaded(Limit.DISK, Duration.ofSeconds(10)));
        assertThat(journal.journal().status().refused()).isEqualTo(1);
        assertThat(journal.touchesAfter(0)).isEmpty();
    }

    /** The writer is held up where it looks at the disk, so that what is offered has to wait. */
    @Test
    void moreThanMayWaitIsRefused() throws Exception {
        journal.settings = new JournalSettings(Duration.ofDays(1), 1 << 20, 1, 1 << 20, 1 << 20, 0, 1 << 20);
        journal.accept("a");
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch free = new CountDownLatch(1);
        journal.freeDisk = () -> {
            held.countDown();
            return await(free) ? Long.MAX_VALUE : 0;
        };
        assertThat(await(held)).isTrue();
        journal.freeDisk = () -> Long.MAX_VALUE;
        CompletableFuture<JournalReply> waits = new CompletableFuture<>();
        Thread waiting =
                Thread.ofVirtual().start(() -> waits.complete(journal.journal().offer(batch("b"))));
        while (waiting.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }

        assertThat(journal.journal().offer(batch("c"))).isEqualTo(new Overloaded(Limit.QUEUE, Duration.ofSeconds(1)));
        free.countDown();
        assertThat(waits.get(20, TimeUnit.SECONDS)).isEqualTo(new Ack(1, 0, 0, 2, List.of()));
        assertThat(journal.touchesAfter(0)).containsExactly("a", "b");
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Test
    void tooMuchLagRefusesUntilTheLakeHasCaughtUp() {
        journal.settings = JournalSettings.DEFAULTS.limited(100, 0);
        journal.accept("a");

        assertThat(journal.journal().offer(batch("b"))).isInstanceOf(Overloaded.class);
        journal.journal().trim(1);
        assertThat(journal.accept("b").accepted()).isEqualTo(1);
    }

    @Test
    void lagIsTheAgeOfTheOldestThatTheLakeLacks() {
        journal.accept("a");
        journal.pass(Duration.ofSeconds(7));
        journal.accept("b");
        assertThat(journal.journal().lag()).isEqualTo(Duration.ofSeconds(7));

        journal.journal().trim(1);
        assertThat(journal.journal().lag()).isZero();
    }

    @Test
    @Timeout(60)
    void lagGrowsThoughTheClockIsSetBack() {
        journal.accept("a");
        journal.pass(Duration.ofHours(-1));

        assertThat(journal.journal().isOlderThanKnown()).isTrue();
        Duration seen = journal.journal().lag();
        while (journal.journal().status().lag().compareTo(seen) <= 0) {
            Thread.onSpinWait();
        }
        journal.journal().trim(1);
        assertThat(journal.journal().lag()).isZero();
        journal.accept("b");
        assertThat(journal.journal().isOlderThanKnown()).isFalse();
    }

    @Test
    void aClosedJournalTakesNothing() {
        Journal closed = journal.journal();
        closed.close();

        assertThatThrownBy(() -> closed.offer(batch("a")))
                .hasFieldOrPropertyWithValue("code", JournalError.JOURNAL_CLOSED)
                .hasMessage("The journal is closed");
    }

    @Test
    void aBatchLargerThanAllowedIsRefusedForGood() {
        journal.settings = new JournalSettings(Duration.ofDays(1), 1 << 20, 10, 1 << 20, 1 << 20, 0, 100);

        assertThatThrownBy(() -> journal.journal().offer(batch("a", "b", "c")))
                .hasFieldOrPropertyWithValue("code", JournalError.JOURNAL_BATCH_TOO_LARGE);
    }

    @Test
    void aFeedsBatchOfAnySizeIsTakenInPartsThatAreKnownUntilTheMarkIsReached() {
        journal.settings = new JournalSettings(Duration.ofDays(1), 1 << 20, 10, 1 << 20, 1 << 20, 0, 700);
        String[] names = IntStream.range(0, 50).mapToObj("m%02d"::formatted).toArray(String[]::new);
        List<QuarantinedEvent> bad = IntStream.range(0, 10)
                .mapToObj(i -> bad("bad-" + i, "x".repeat(100)))
                .toList();
        LiveBatch whole = new LiveBatch(batch(names).events(), bad, new FeedMark("orders", "50"));
        journal.accept("m03", "m49");

        Ack ack = (Ack) journal.journal().offerWhole(whole);

        assertThat(ack)
                .extracting(Ack::accepted, Ack::duplicates, Ack::quarantined)
                .containsExactly(48, 2, 10);
        assertThat(ack.repeats()).containsExactly(3, 49);
        assertThat(journal.records(1)).hasSizeGreaterThan(5);
        assertThat(journal.touchesAfter(0)).containsExactlyInAnyOrder(names);
        assertThat(journal.journal().feedPosition("orders", Optional.empty())).contains("50");
        assertThat(((Ack) journal.journal().offerWhole(whole)).repeats())
                .containsExactlyElementsOf(IntStream.range(0, 60).boxed().toList());
    }

    @Test
    void anEventThatFindsNoRoomIsToldBeforeItIsOffered() {
        journal.settings = new JournalSettings(Duration.ofDays(1), 1 << 20, 10, 1 << 20, 1 << 20, 0, 700);

        assertThat(journal.journal().holds(event("a"))).isTrue();
        assertThat(journal.journal().holds(event("web", "a".repeat(800), LiveTouches.NOON)))
                .isFalse();
    }
}
