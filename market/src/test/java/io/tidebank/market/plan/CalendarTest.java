package io.tidebank.market.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidebank.market.draft.Dice;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class CalendarTest {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    private final Calendar calendar = new Calendar(Planted.demo(), LocalDate.of(2026, 12, 1), 60, SHANGHAI);

    @Test
    void theLastDayEndsAtMidnightInTheZone() {
        assertThat(calendar.end()).isEqualTo(Instant.parse("2026-11-30T16:00:00Z"));
        assertThat(calendar.date(59)).isEqualTo("2026-11-30");
        assertThat(calendar.start()).isEqualTo(Instant.parse("2026-10-01T16:00:00Z"));
    }

    @Test
    void doubleElevenIsLivelierAndCheaperThanTheDaysBeforeIt() {
        int doubleEleven = day("2026-11-11");
        int warmUp = day("2026-11-06");
        int ordinary = day("2026-10-13");

        assertThat(calendar.sales(doubleEleven)).isTrue();
        assertThat(calendar.discount(doubleEleven)).isEqualTo(0.70);
        assertThat(calendar.orders(doubleEleven)).isGreaterThan(5 * calendar.orders(ordinary));
        assertThat(calendar.sales(warmUp)).isFalse();
        assertThat(calendar.visits(warmUp)).isGreaterThan(calendar.visits(ordinary));
        assertThat(calendar.orders(warmUp)).isLessThan(calendar.orders(ordinary));
    }

    @Test
    void aWarmUpReachesBackOverNewYear() {
        SalesSeason early = new SalesSeason("early", "", "", MonthDay.of(1, 2), MonthDay.of(1, 3), 5, 2, 2, 0.8);

        assertThat(early.warmsUp(LocalDate.of(2026, 12, 30))).isTrue();
        assertThat(early.warmsUp(LocalDate.of(2026, 12, 20))).isFalse();
        assertThat(early.on(LocalDate.of(2027, 1, 3))).isTrue();
    }

    @Test
    void shopsWithADoorAreClosedAtNight() {
        Dice dice = new Dice();
        dice.cast(1, 1);
        for (int i = 0; i < 1_000; i++) {
            assertThat(Instant.ofEpochMilli(calendar.inStore(dice, 3))
                            .atZone(SHANGHAI)
                            .getHour())
                    .isBetween(10, 21);
        }
    }

    private static int day(String date) {
        return (int)
                (LocalDate.parse(date).toEpochDay() - LocalDate.of(2026, 10, 2).toEpochDay());
    }
}
