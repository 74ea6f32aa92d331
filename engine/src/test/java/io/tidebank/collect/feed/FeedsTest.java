package io.tidebank.collect.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.tidebank.collect.journal.JournalSettings;
import io.tidebank.collect.journal.JournalStatus;
import io.tidebank.collect.quarantine.BadRow;
import io.tidebank.collect.quarantine.FaultReason;
import io.tidebank.sql.Progress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

class FeedsTest {

    private static final String FILE = """
            feed: 1
            kind: kafka
            source: stream
            kafka:
              bootstrap: broker:9092
              topics: [users]
            """;

    @TempDir
    Path folder;

    private final ListFeed list = new ListFeed();
    private FeedHome home;

    @BeforeEach
    void open() {
        home = new FeedHome(folder, list);
        home.feed("signups", FILE);
    }

    @AfterEach
    void close() {
        home.close();
    }

    private void users(int count) {
        IntStream.range(list.users.size(), count).forEach(i -> list.users.add("u%02d".formatted(i)));
    }

    private static List<String> ids(int count) {
        return IntStream.range(0, count).mapToObj("m-u%02d"::formatted).toList();
    }

    private FeedStatus status() {
        return home.feeds().list().getFirst();
    }

    private void await(Predicate<FeedStatus> condition) {
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            while (!condition.test(status())) {
                Thread.sleep(5);
            }
        });
    }

    @Test
    void aRunReadsUntilNothingWaitsAndTheLakeNamesHowFar() {
        users(5);
        FeedStatus.Counts brought = home.feeds().run("signups", Progress.NONE);
        home.intake().commit();

        assertThat(brought).isEqualTo(new FeedStatus.Counts(5, 5, 0, 0, 0, 0));
        assertThat(home.touchIds()).isEqualTo(ids(5));
        assertThat(home.touches().journalPosition().orElseThrow().feeds()).containsEntry("signups", "5");
        assertThat(status())
                .extracting(FeedStatus::state, FeedStatus::position)
                .containsExactly(FeedState.RUNNING, "5");
    }

    @Test
    void aProcessThatEndsBetweenJournalAndLakeGoesOnBehindWhatIsInTheJournal() {
        users(3);
        home.feeds().run("signups", Progress.NONE);
        home.restart();
        users(6);

        assertThat(home.feeds().run("signups", Progress.NONE).read()).isEqualTo(3);
        home.intake().commit();
        assertThat(home.touchIds()).isEqualTo(ids(6));
    }

    @Test
    void whatAShapeTellsOnceIsKnownHoweverMuchElseComes() {
        home.close();
        JournalSettings usual = JournalSettings.DEFAULTS;
        JournalSettings small = new JournalSettings(
                usual.memory(), 64 << 10, 10, usual.waitingBytes(), 1L << 40, 0, usual.batchBytes());
        home = new FeedHome(folder, small, list);
        home.shape("told", "{shape: 1, events: [{when: [{at: /made, younger_than_days: 25}], event: X}]}");
        home.feed("shaped", FILE + "shape: told\n");
        home.feed("shaped-too", FILE + "shape: told\n");
        home.feed("plain", FILE.replace("stream", "other"));
        home.feed("plain-too", FILE.replace("stream", "other"));
        home.sources().create(FeedHome.BRAND, "other");
        users(4);
        home.feeds().run("shaped", Progress.NONE);
        home.feeds().run("plain", Progress.NONE);
        list.users.clear();
        users(8000);
        home.feeds().run("signups", Progress.NONE);
        assertThat(home.intake().journal())
                .returns(true, status -> status.forgottenEarly() > 0 && status.forgetsMessages())
                .returns(false, JournalStatus::forgetsThings);

        list.users.subList(4, 8000).clear();
        assertThat(home.feeds().run("shaped-too", Progress.NONE).duplicates()).isEqualTo(4);
        assertThat(home.feeds().run("plain-too", Progress.NONE).accepted()).isEqualTo(4);
    }

    @Test
    void aJournalThatIsLostIsReadAgainFromWhereTheLakeStands() {
        users(3);
        home.feeds().run("signups", Progress.NONE);
        home.intake().commit();
        users(5);
        home.feeds().run("signups", Progress.NONE);
        home.restartWithoutJournal();

        assertThat(home.feeds().run("signups", Progress.NONE).read()).isEqualTo(2);
        home.intake().commit();
        assertThat(home.touchIds()).isEqualTo(ids(5));
    }

    @Test
    void aFeedThatMeetsAFaultTellsItAndGoesOnWhenItIsOver() {
        users(3);
        home.feeds().start();
        await(status -> status.counts().accepted() == 3);
        list.broken = true;
        await(status -> status.state() == FeedState.FAULT);
        assertThat(status().fault()).isEqualTo("FEED_UNREACHABLE: The list is lost");

        users(4);
        list.broken = false;
        await(status -> status.counts().accepted() == 4);
        assertThat(status().fault()).isNull();
        assertThat(list.opened).hasValueGreaterThan(1);
    }

    /** Such as a class that a driver lacks. */
    @Test
    void aFeedThatMeetsAnErrorTellsItAndReadsAgainWhatItHadNotHandedOn() {
        home.feeds().start();
        await(status -> status.state() == FeedState.RUNNING);
        list.error = new NoClassDefFoundError("driver/Part");
        users(3);
        await(status -> status.state() == FeedState.FAULT);
        assertThat(status().fault()).isEqualTo("FEED_FAILED: java.lang.NoClassDefFoundError: driver/Part");

        list.error = null;
        await(status -> status.counts().accepted() == 3);
        home.intake().commit();
        assertThat(home.touchIds()).isEqualTo(ids(3));
    }

    @Test
    void anEventThatBecomesMoreThanTheJournalTakesIsPutAsideAndStopsNothing() {
        limitBatches(64 << 10);
        list.more = event -> {
            ObjectNode properties = event.put("event", "Order Completed")
                    .putObject("properties")
                    .put("order_id", "o");
            properties.put("note", "n".repeat(8_000));
            for (int i = 0; i < (event.path("userId").asString().equals("u01") ? 40 : 1); i++) {
                properties
                        .withArray("products")
                        .addObject()
                        .put("product_id", "p" + i)
                        .put("price", i);
            }
        };
        users(4);

        FeedStatus.Counts brought = home.feeds().run("signups", Progress.NONE);

        assertThat(brought).isEqualTo(new FeedStatus.Counts(4, 3, 0, 1, 0, 0));
        home.intake().commit();
        assertThat(home.quarantined())
                .extracting(BadRow::reason, row -> row.raw().contains("\"m-u01\""))
                .containsExactly(tuple(FaultReason.EVENT_TOO_LARGE, true));
    }

    private void limitBatches(int bytes) {
        home.close();
        JournalSettings usual = JournalSettings.DEFAULTS;
        JournalSettings limits =
                new JournalSettings(usual.memory(), usual.memoryBytes(), 100, usual.waitingBytes(), 1L << 40, 0, bytes);
        home = new FeedHome(folder, limits, list);
    }

    @Test
    void whatIsMoreThanTheJournalTakesAtOnceGoesInParts() {
        limitBatches(32 << 10);
        list.more = event -> event.putObject("properties")
                .put("note", event.path("userId").asString().repeat(8_000));
        users(2);

        assertThat(home.feeds().run("signups", Progress.NONE)).isEqualTo(new FeedStatus.Counts(2, 2, 0, 0, 0, 0));
        home.intake().commit();
        assertThat(home.touchIds()).isEqualTo(ids(2));
        assertThat(home.touches().journalPosition().orElseThrow().feeds()).containsEntry("signups", "2");
    }

    @Test
    void aPauseHoldsOverARestart() {
        home.feeds().pause("signups");
        users(2);
        home.restart();
        home.feeds().start();
        await(status -> status.state() == FeedState.PAUSED);
        assertThatThrownBy(() -> home.feeds().run("signups", Progress.NONE))
                .hasMessageContaining("Feed 'signups' is told to stand still");
        assertThat(status().counts().read()).isZero();

        home.feeds().resume("signups");
        await(status -> status.counts().accepted() == 2);
    }

    @Test
    void aFeedThatIsToldToGoOnWhileItLaysDownItsWorkGoesOn() {
        home.feeds().start();
        await(status -> status.state() == FeedState.RUNNING);
        list.onClose = () -> {
            list.onClose = () -> {};
            users(2);
            home.feeds().resume("signups");
        };
        home.feeds().pause("signups");

        await(status -> status.counts().accepted() == 2);
    }

    @Test
    void filesThatComeChangeOrGoAreTakenUp() {
        users(2);
        home.feeds().start();
        await(status -> status.counts().accepted() == 2);

        home.feed("signups", FILE + "every: 3s\n");
        home.feed("again", FILE);
        home.feeds().start();
        await(status -> status.name().equals("again") && status.counts().duplicates() == 2);
        assertThat(home.feeds().list()).extracting(FeedStatus::name).containsExactly("again", "signups");
    }

    @Test
    void aWrongFileIsToldWithFileLineAndField() {
        home.feed("broken", "feed: 1\nkind: kafka\nsource: stream\nkafka:\n  bootstrap: b:1\n  topics: []\n");
        home.feeds().start();

        assertThat(home.feeds().list().getFirst()).extracting(FeedStatus::state).isEqualTo(FeedState.INVALID);
        assertThat(home.feeds().list().getFirst().fault()).startsWith("feeds/acme/broken.yaml:6: kafka.topics: ");
        assertThatThrownBy(() -> home.feeds().check("none"))
                .hasMessageStartingWith("Brand 'acme' has no feed 'none'. It has: [broken, signups]");
    }

    @Test
    void aFeedWhoseSourceIsNotThereSaysSoAndTakesNothing() {
        home.feed("signups", FILE.replace("source: stream", "source: nobody"));
        users(1);

        assertThatThrownBy(() -> home.feeds().run("signups", Progress.NONE))
                .hasMessageContaining("has no source 'nobody', in whose name feed 'signups' brings events");
        home.sources().disable(FeedHome.BRAND, FeedHome.SOURCE);
        home.feed("signups", FILE);
        assertThatThrownBy(() -> home.feeds().run("signups", Progress.NONE)).hasMessageContaining("is switched off");
        assertThat(home.intake().feedPosition("signups")).isEmpty();
    }

    @Test
    void aFeedWaitsWhileTheJournalTakesNoMoreAndThenGoesOn() {
        home.close();
        home = new FeedHome(folder, JournalSettings.DEFAULTS.limited(500, 0), list);
        users(40);
        home.feeds().start();
        await(status -> status.state() == FeedState.WAITING);
        assertThat(status().fault()).isEqualTo("More is accepted than the lake has taken so far");
        long before = status().counts().accepted();
        assertThat(before).isBetween(1L, 39L);

        home.intake().commit();
        await(status -> status.counts().accepted() > before);
    }

    /** The file changes in the middle of the step, which is when a lock over all feeds would be felt. */
    @Test
    void aListIsAnsweredWhileAStepTakesLongAndTheNewFileBeginsWhenItIsOver() {
        list.slow = new CountDownLatch(1);
        users(4);
        home.feeds().start();
        await(status -> list.stepping.get() == 1);

        home.feed("signups", FILE + "every: 3s\n");
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            home.feeds().start();
            home.feeds().pause("signups");
            home.feeds().resume("signups");
            assertThat(status().counts().read()).isZero();
        });
        assertThat(list.stepping).as("two steps of one feed at a time").hasValue(1);

        list.slow.countDown();
        await(status -> status.counts().read() == 4);
        assertThat(status().counts().accepted()).isEqualTo(4);
        assertThat(list.opened).hasValue(2);
    }

    @Test
    void aLookDuringAStepThatTakesLongEndsWithAWord() {
        list.slow = new CountDownLatch(1);
        home.feeds().start();
        await(status -> list.stepping.get() == 1);

        assertThatThrownBy(() -> home.feeds().check("signups", Duration.ofMillis(200)))
                .hasFieldOrPropertyWithValue("code", FeedError.FEED_BUSY)
                .hasMessageStartingWith("Feed 'signups' was not looked at within 0 s: a step of it takes long");
        list.slow.countDown();
        assertThat(home.feeds().check("signups")).containsExactly("0 users, 0 of them read");
    }

    @Test
    void aShapeThatChangesIsTakenUpWithItsFeed() {
        home.feed("signups", FILE + "shape: own\n");
        assertThatThrownBy(() -> home.feeds().run("signups", Progress.NONE)).hasMessageContaining("shapes/own.yaml");

        home.shape("own", "shape: 1\nevents: [{as_is: true}]\n");
        home.feeds().run("signups", Progress.NONE);
        int opened = list.opened.get();
        home.feeds().run("signups", Progress.NONE);
        assertThat(list.opened).hasValue(opened);

        home.shape("own", "shape: 1\nevents: [{as_is: true}] # the same in other words\n");
        home.feeds().run("signups", Progress.NONE);
        assertThat(list.opened).hasValue(opened + 1);
    }

    @Test
    void aCheckTakesNothing() {
        users(3);

        assertThat(home.feeds().check("signups")).containsExactly("3 users, 0 of them read");
        assertThat(home.intake().feedPosition("signups")).isEmpty();
    }
}
