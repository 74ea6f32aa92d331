package io.tidebank.collect.proposal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidebank.collect.mapping.MappingScope;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimeGuessTest {

    private static final MappingScope LONDON = new MappingScope(ZoneId.of("Europe/London"), "GBP");
    private static final MappingScope CHICAGO = new MappingScope(ZoneId.of("America/Chicago"), "USD");

    private static TimeGuess guess(MappingScope scope, String... values) {
        return TimeGuess.of(List.of(values), scope);
    }

    @Test
    void whereBothOrdersFitTheBrandsIsTakenAndSaid() {
        TimeGuess british = guess(LONDON, "01/02/2026", "02/03/2026", "09/08/2026");
        TimeGuess american = guess(CHICAGO, "1/2/2026 9:05", "2/3/2026 10:15");

        assertThat(british.patterns()).containsExactly("d/M/yyyy");
        assertThat(british.remark("order_date"))
                .contains("The values of 'order_date' fit M/d/yyyy as well as d/M/yyyy: the day is taken to come first."
                        + " Compare a date that you know");
        assertThat(american.patterns()).containsExactly("M/d/yyyy H:mm");
        assertThat(american.remark("at"))
                .hasValueSatisfying(it -> assertThat(it).contains("the month is taken"));
    }

    @Test
    void oneDayBeyondTheTwelfthDecides() {
        assertThat(guess(CHICAGO, "01/02/2026", "25/02/2026"))
                .isEqualTo(new TimeGuess(List.of("d/M/yyyy"), TimeGuess.Order.CLEAR));
        assertThat(guess(LONDON, "01/02/2026", "02/25/2026"))
                .isEqualTo(new TimeGuess(List.of("M/d/yyyy"), TimeGuess.Order.CLEAR));
    }

    @Test
    void valuesOfBothOrdersAreSaid() {
        TimeGuess guess = guess(LONDON, "25/02/2026", "26/02/2026", "27/02/2026", "02/25/2026");

        assertThat(guess.patterns()).containsExactly("d/M/yyyy");
        assertThat(guess.remark("at"))
                .contains(
                        "Some values of 'at' fit only M/d/yyyy, others only d/M/yyyy: the day is taken to come first");
    }

    @Test
    void aValueThatIsNoTimeMakesNoPattern() {
        assertThat(guess(LONDON, "2026-01-02 10:00:00", "2026-01-03 10:00:00", "2026-01-03 11:00:00", "31/31/2026"))
                .isEqualTo(new TimeGuess(List.of("yyyy-MM-dd HH:mm:ss"), TimeGuess.Order.CLEAR));
        assertThat(guess(LONDON, "31/31/2026").patterns()).isEmpty();
    }

    @Test
    void thePatternThatReadsMostComesFirst() {
        assertThat(guess(LONDON, "2026-01-02", "2026-01-03", "4.1.2026").patterns())
                .containsExactly("yyyy-MM-dd", "d.M.yyyy");
        assertThat(guess(LONDON, "2026-01-02T10:00:00Z", "2026-01-02 10:00:00").patterns())
                .containsExactly("iso");
    }

    @Test
    void theWordOfALineWithTotalsIsNoTimeAndChangesNothing() {
        assertThat(guess(LONDON, "合计", "2026-11-02", "2026-11-03").patterns()).containsExactly("yyyy-MM-dd");
        assertThat(guess(LONDON, "Total", "2026-11-02").patterns()).containsExactly("yyyy-MM-dd");
        assertThat(guess(LONDON, "a", "b", "2026-11-02").patterns()).isEmpty();
    }
}
