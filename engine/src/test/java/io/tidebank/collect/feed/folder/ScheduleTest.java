package io.tidebank.collect.feed.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class ScheduleTest {

    private static final Instant EVENING = Instant.parse("2026-11-22T20:00:00Z");

    @Test
    void itIsDueAtTheStartAndThenAtItsTimeOfDayInTheBrandsZone() {
        Schedule schedule = new Schedule(LocalTime.of(3, 15), ZoneId.of("Asia/Shanghai"));
        assertThat(schedule.isDue(EVENING)).isTrue();

        schedule.done(EVENING);

        Instant next = Instant.parse("2026-11-23T19:15:00Z");
        assertThat(schedule.isDue(next.minusSeconds(1))).isFalse();
        assertThat(schedule.isDue(next)).isTrue();
        schedule.done(next);
        assertThat(schedule.isDue(next.plusSeconds(86_399))).isFalse();
        assertThat(schedule.isDue(next.plusSeconds(86_400))).isTrue();
    }

    @Test
    void aTimeOfDayThatASummersNightLeavesOutComesAnHourLater() {
        Schedule schedule = new Schedule(LocalTime.of(2, 30), ZoneId.of("Europe/Berlin"));
        schedule.done(Instant.parse("2026-03-28T20:00:00Z"));

        assertThat(schedule.next().orElseThrow()).hasToString("2026-03-29T03:30+02:00[Europe/Berlin]");
    }

    @Test
    void withoutATimeOfDayItIsAlwaysDue() {
        Schedule schedule = new Schedule(null, ZoneId.of("UTC"));
        schedule.done(EVENING);

        assertThat(schedule.isDue(EVENING)).isTrue();
    }
}
