package io.tidebank.market.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidebank.market.plan.Calendar;
import io.tidebank.market.plan.Planted;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlicesTest {

    private static final long DAY = 86_400_000;

    private final Calendar calendar =
            new Calendar(Planted.demo(), LocalDate.of(2026, 7, 1), 400, ZoneId.of("Asia/Shanghai"));

    @Test
    void aSmallMarketIsOneSlice() {
        assertThat(Slices.of(calendar, 50_000)).isEqualTo(new Slices(1, calendar.startMillis(0), 400 * DAY));
    }

    @Test
    void theDemoHasSeveralDaysInASlice() {
        assertThat(Slices.of(calendar, 5_000_000).widthMillis()).isEqualTo(32 * DAY);
    }

    @Test
    void aVeryLargeMarketHasAnHourInASlice() {
        assertThat(Slices.of(calendar, 5_000_000_000L).widthMillis()).isEqualTo(DAY / 24);
    }

    @ParameterizedTest
    @ValueSource(longs = {1_000, 300_000, 5_000_000, 400_000_000, 5_000_000_000L})
    void slicesCoverTheMarketWithoutGaps(long touches) {
        Slices slices = Slices.of(calendar, touches);

        assertThat(slices.at(calendar.startMillis(0))).isZero();
        assertThat(slices.at(calendar.endMillis() - 1)).isEqualTo(slices.count() - 1);
        for (int slice = 1; slice < slices.count(); slice++) {
            assertThat(slices.at(slices.start(slice))).isEqualTo(slice);
            assertThat(slices.at(slices.start(slice) - 1)).isEqualTo(slice - 1);
        }
    }
}
