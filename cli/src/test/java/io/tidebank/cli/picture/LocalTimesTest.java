package io.tidebank.cli.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidebank.sql.Answer;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LocalTimesTest {

    @Test
    void momentsAreThoseOfTheZoneAndNothingElseChanges() {
        Answer answer = new Answer(
                "shop",
                "",
                List.of("occurred_at", "name", "since", "until"),
                new ArrayList<>(List.of(
                        Arrays.asList(
                                "2026-03-01T20:00:00Z",
                                "2026-03-01T20:00:00Z",
                                OffsetDateTime.parse("2026-07-01T20:00:00+01:00"),
                                null),
                        Arrays.asList(Instant.parse("2026-03-01T20:00:00.250Z"), 5L, "always", ""))));

        Answer local = LocalTimes.in(answer, ZoneId.of("Asia/Shanghai"));

        assertThat(local.rows())
                .containsExactly(
                        Arrays.asList("2026-03-02 04:00:00", "2026-03-01T20:00:00Z", "2026-07-02 03:00:00", null),
                        Arrays.asList("2026-03-02 04:00:00", 5L, "always", ""));
        assertThat(LocalTimes.table(answer, ZoneId.of("Asia/Shanghai"), false))
                .last()
                .isEqualTo("Times are those of Asia/Shanghai");
    }

    @Test
    void whereThereIsNoMomentNoZoneIsNamed() {
        Answer answer = new Answer("shop", "", List.of("row", "text"), List.of(List.of(1, "x")));

        assertThat(LocalTimes.table(answer, ZoneId.of("Asia/Shanghai"), false))
                .noneMatch(line -> line.contains("Times"));
    }
}
