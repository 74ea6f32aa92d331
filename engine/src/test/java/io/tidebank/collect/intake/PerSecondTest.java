package io.tidebank.collect.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PerSecondTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final PerSecond counts = new PerSecond();

    @Test
    void aSecondCountsOnceItIsOver() {
        counts.add(NOON, 2);
        counts.add(NOON.plusMillis(999), 3);
        counts.add(NOON.plusSeconds(2), 7);

        assertThat(counts.before(NOON.plusMillis(500), 3)).containsExactly(0L, 5L, 0L);
        assertThat(counts.before(NOON.plusSeconds(3), 3)).containsExactly(5L, 0L, 7L);
    }

    @Test
    void whatIsLongAgoIsForgotten() {
        counts.add(NOON, 9);

        assertThat(counts.before(NOON.plusSeconds(118), 119).getFirst()).isZero();
        assertThat(counts.before(NOON.plusSeconds(119), 119).getFirst()).isEqualTo(9);
        assertThat(counts.before(NOON.plusSeconds(120), 119)).containsOnly(0L);
        assertThat(counts.before(NOON.plusSeconds(100_000), 60)).containsOnly(0L);
    }

    @Test
    void aClockThatIsSetBackLosesNothing() {
        counts.add(NOON, 1);
        counts.add(NOON.minusSeconds(30), 1);

        assertThat(counts.before(NOON.plusSeconds(1), 60).getLast()).isEqualTo(2);
    }

    @Test
    void whatCameWithinTheWindowAddsUp() {
        Random random = new Random(7);
        Instant at = NOON;
        long total = 0;
        for (int i = 0; i < 500; i++) {
            at = at.plusMillis(random.nextInt(200));
            counts.add(at, i % 5);
            total += i % 5;
        }

        assertThat(counts.before(at.plusSeconds(1), 119).stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(total);
    }
}
