package io.tidebank.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidebank.collect.journal.JournalSettings;
import io.tidebank.collect.journal.JournalStatus;
import io.tidebank.server.upkeep.LiveFaults;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LiveHealthTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant START = NOON.minusSeconds(3600);
    private static final Duration MONTH = Duration.ofDays(30);
    private static final JournalSettings LIMITS = JournalSettings.DEFAULTS.limited(1000, 5000);

    @Test
    void aJournalThatTakesEventsIsWell() {
        HealthPart part = LiveHealth.journal("shop", status(12, 999, 0, null), LIMITS);

        assertThat(part).isEqualTo(new HealthPart("journal shop", true, "12 events wait for the lake"));
    }

    @Test
    void aJournalIsNotWellPastALimitOrWithAProblem() {
        assertThat(LiveHealth.journal("shop", status(12, 1000, 0, null), LIMITS).ok())
                .isFalse();
        assertThat(LiveHealth.journal("shop", status(0, 0, 0, null), LIMITS.limited(1000, 9001)))
                .matches(part -> !part.ok() && part.message().contains("of disk are free"));
        assertThat(LiveHealth.journal("shop", status(0, 0, 0, "The disk takes nothing"), LIMITS))
                .isEqualTo(new HealthPart("journal shop", false, "The disk takes nothing"));
    }

    @Test
    void aMemoryThatForgetsEarlyIsToldAndSendsNobodyAway() {
        JournalStatus little = remembering(Duration.ofHours(6), Duration.ofDays(24));

        assertThat(LiveHealth.memory("shop", little))
                .isEqualTo(new HealthPart(
                        "memory shop",
                        false,
                        "messages are known for 6 h, and senders try again for longer; what orders have told is known for 24 d,"
                                + " and what shapes tell of older ones is left to files (1,200 events were forgotten early)",
                        false));
        assertThat(remembering(Duration.ofDays(1), Duration.ofDays(25)))
                .matches(status -> !status.forgetsMessages() && !status.forgetsThings());
    }

    @Test
    void commitsAreLateOnlyWhileSomethingWaits() {
        JournalStatus nothingWaits = committed(0, Duration.ZERO, NOON.minusSeconds(600));
        JournalStatus waits = committed(5, Duration.ofSeconds(61), NOON.minusSeconds(61));

        assertThat(LiveHealth.commits("shop", nothingWaits, START, NOON).ok()).isTrue();
        assertThat(LiveHealth.commits("shop", waits, START, NOON))
                .isEqualTo(new HealthPart(
                        "lake commits shop", false, "5 events wait, the oldest for 61 s; the server's log says why"));
    }

    @Test
    void commitsAreLateThoughTheClockWasSetBackSinceTheLast() {
        JournalStatus waits = committed(5, Duration.ofSeconds(61), NOON.plusSeconds(3600));

        assertThat(LiveHealth.commits("shop", waits, START, NOON).ok()).isFalse();
    }

    @Test
    void whatWaitedBeforeTheStartHasItsMinute() {
        JournalStatus old = committed(5, Duration.ofDays(1), null);

        assertThat(LiveHealth.commits("shop", old, NOON.minusSeconds(59), NOON).ok())
                .isTrue();
        assertThat(LiveHealth.commits("shop", old, NOON.minusSeconds(61), NOON).ok())
                .isFalse();
    }

    @Test
    void roundsThatFailAreToldAfterAMinuteAndSendNobodyAway() {
        LiveFaults.Fault fault = new LiveFaults.Fault(NOON.minusSeconds(61), "Model 'sales_day': broken");

        assertThat(LiveHealth.rounds("stages of shop", fault, NOON))
                .isEqualTo(new HealthPart(
                        "stages of shop",
                        false,
                        "behind since 2026-03-01T11:58:59Z: Model 'sales_day': broken",
                        false));
        assertThat(LiveHealth.rounds("stages of shop", fault, NOON.minusSeconds(2))
                        .ok())
                .isTrue();
    }

    @Test
    void oneBrandThatIsNotWellDoesNotSendTheOthersSendersAway() {
        HealthPart well = new HealthPart("journal a", true, "");
        HealthPart ill = new HealthPart("journal b", false, "");

        assertThat(LiveHealth.needed(List.of(List.of(well), List.of(ill), List.of())))
                .noneMatch(HealthPart::needed);
        assertThat(LiveHealth.needed(List.of(List.of(ill, well), List.of(), List.of(ill))))
                .as("nobody can send anything")
                .allMatch(HealthPart::needed);
    }

    private static JournalStatus committed(long events, Duration lag, @Nullable Instant lastCommit) {
        return new JournalStatus(
                "id",
                9,
                4,
                events,
                0,
                0,
                0,
                events,
                events * 100,
                lag,
                0,
                0,
                MONTH,
                MONTH,
                9000,
                NOON,
                lastCommit,
                null);
    }

    private static JournalStatus status(long events, long bytes, long seconds, @Nullable String problem) {
        Duration lag = Duration.ofSeconds(seconds);
        return new JournalStatus(
                "id", 9, 4, events, 0, 0, 0, events, bytes, lag, 0, 0, MONTH, MONTH, 9000, NOON, null, problem);
    }

    private static JournalStatus remembering(Duration messages, Duration things) {
        return new JournalStatus(
                "id", 9, 9, 9, 0, 0, 0, 0, 0, Duration.ZERO, 7, 1200, messages, things, 9000, NOON, NOON, null);
    }
}
