package io.tidebank.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidebank.error.TidebankException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RateFileTest {

    @TempDir
    Path folder;

    @Test
    void plainRatesAreKeptAsTheyAreTold() {
        RateFile rates = rates("CNY");

        rates.add("day,currency,rate\n2026-01-02,USD,7.12\n2026-01-02,jpy,0.0453\n");

        assertThat(rates.read().all())
                .extracting(rate ->
                        rate.day() + " " + rate.currency() + " " + rate.rate().toPlainString())
                .containsExactly("2026-01-02 JPY 0.045300000000", "2026-01-02 USD 7.120000000000");
    }

    @Test
    void theBanksRatesAreReckonedToTheBrandsCurrency() {
        RateFile rates = rates("CNY");

        RateReader.Found found = rates.add("""
                Date,USD,JPY,CNY,RUB,
                2026-01-05,1.1000,170.5,7.7000,N/A,
                2026-01-02,1.1000,170.5,N/A,N/A,
                """);

        assertThat(found.skippedDays()).isEqualTo(1);
        assertThat(rates.read().all())
                .extracting(rate ->
                        rate.currency() + " " + rate.rate().stripTrailingZeros().toPlainString())
                .containsExactly("EUR 7.7", "JPY 0.045161290323", "USD 7");
    }

    @Test
    void aBrandInEurosTakesTheBanksDailyFile() {
        RateFile rates = rates("EUR");

        rates.add("Date, USD, JPY, \n20 November 2026, 1.25, 160, \n");

        assertThat(rates.read().all())
                .extracting(rate -> rate.day() + " " + rate.currency() + " "
                        + rate.rate().stripTrailingZeros().toPlainString())
                .containsExactly("2026-11-20 JPY 0.00625", "2026-11-20 USD 0.8");
    }

    @Test
    void whatComesLaterCountsWhereBothKnowTheDay() {
        RateFile rates = rates("CNY");
        String before = rates.version();
        rates.add("day,currency,rate\n2026-01-02,USD,7.1\n2026-01-03,USD,7.2\n");
        String first = rates.version();
        rates.add("day,currency,rate\n2026-01-03,USD,7.3\n");

        assertThat(rates.read().all())
                .extracting(rate -> rate.rate().stripTrailingZeros().toPlainString())
                .containsExactly("7.1", "7.3");
        assertThat(List.of(before, first, rates.version())).doesNotHaveDuplicates();
        assertThat(before).isEmpty();
    }

    @Test
    void aRateCountsUntilTheNextOneAndAWeekAtMost() {
        RateFile rates = rates("CNY");
        rates.add("day,currency,rate\n2026-01-01,USD,7.1\n2026-01-04,USD,7.2\n");
        List<String> days = new ArrayList<>();

        rates.read().eachDay((day, rate) -> days.add(day + " " + rate.day()));

        assertThat(days).hasSize(3 + 8).contains("2026-01-03 2026-01-01", "2026-01-04 2026-01-04");
        assertThat(days.getLast()).isEqualTo(LocalDate.of(2026, 1, 11) + " 2026-01-04");
    }

    @Test
    void aCurrencyThatDoesNotExistIsNone() {
        RateFile rates = rates("CNY");

        assertThatThrownBy(() -> rates.add("day,currency,rate\n2026-01-02,XXQ,2\n"))
                .hasMessageContaining("line 2: 'XXQ' is no currency");
        assertThat(rates.add("day,currency,rate\n1998-01-02,DEM,4\n").rates().all())
                .hasSize(1);
    }

    @Test
    void faultsAreNamedByTheirLinesAndNothingIsKept() {
        RateFile rates = rates("CNY");
        String file =
                "day,currency,rate\n2026-13-02,USD,7\n2026-01-02,dollar,7\n2026-01-02,USD,-7\n2026-01-02,CNY,2\n1,2\n";

        assertThatThrownBy(() -> rates.add(file))
                .isInstanceOf(TidebankException.class)
                .hasFieldOrPropertyWithValue("code", RateError.RATES_INVALID)
                .hasMessageContaining("line 2: '2026-13-02' is no day")
                .hasMessageContaining("line 3: 'DOLLAR' is no currency")
                .hasMessageContaining("line 4: '-7' is no rate")
                .hasMessageContaining("line 5: CNY is the brand's own currency; its rate is 1")
                .hasMessageContaining("line 6: 2 values");
        assertThat(rates.version()).isEmpty();
    }

    @Test
    void aFileOfSomethingElseIsRefused() {
        RateFile rates = rates("CNY");
        String orders = "order_id,user_id,amount\n1,2,3\n";
        String otherBank = "Date,USD,JPY\n2026-01-02,1.1,170\n";

        assertThatThrownBy(() -> rates.add(orders)).hasMessageContaining("line 1 is neither 'day,currency,rate'");
        assertThatThrownBy(() -> rates.add(otherBank)).hasMessageContaining("there is no column CNY");
    }

    @Test
    void ratesThatComeAtTheSameTimeAreAllKept() {
        RateFile rates = rates("CNY");

        IntStream.range(0, 200)
                .parallel()
                .forEach(day -> rates.add("day,currency,rate\n%s,USD,7\n".formatted(LocalDate.EPOCH.plusDays(day))));

        assertThat(rates.read().all()).hasSize(200);
    }

    private RateFile rates(String currency) {
        return new RateFile(folder.resolve("rates/brand.csv"), currency);
    }
}
