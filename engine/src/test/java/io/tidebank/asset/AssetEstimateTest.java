package io.tidebank.asset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tidebank.asset.AssetMonth.Move;
import io.tidebank.asset.AssetMonth.Revenue;
import io.tidebank.error.TidebankException;
import io.tidebank.ladder.Ladder;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AssetEstimateTest {

    private static final LocalDate DAY = LocalDate.of(2026, 1, 30);
    private static final Currency CNY = Currency.getInstance("CNY");

    @Test
    void theWorkedExampleIsWorthWhatTheMethodSays() {
        AssetEstimate year = estimate(AssetSettings.YEAR, exactMonth(), Toys.AIPL_PEOPLE);
        AssetEstimate years = estimate(Toys.THREE_YEARS, exactMonth(), Toys.AIPL_PEOPLE);

        assertThat(year.value()).isEqualTo(new BigDecimal("233496115.63"));
        assertThat(years.value()).isEqualTo(new BigDecimal("620927775.65"));
        assertThat(years.value().doubleValue() / years.consumers()).isCloseTo(196.50, within(.005));
    }

    @Test
    void theAnswerHasARowPerStageLowestFirst() {
        var answer = estimate(AssetSettings.YEAR, exactMonth(), Toys.people(2, 0, 0, 1))
                .answer("brand");

        assertThat(answer.columns()).containsExactly("stage", "consumers", "value_per_consumer", "value");
        assertThat(answer.rows().getFirst())
                .containsExactly("A", 2L, new BigDecimal("28.5300"), new BigDecimal("57.06"));
        assertThat(answer.rows().get(1)).containsExactly("I", 0L, new BigDecimal("75.6095"), new BigDecimal("0.00"));
        assertThat(answer.rows()).hasSize(4);
    }

    @Test
    void itsBasisHoldsAllThatTheValueIsComputedFrom() {
        AssetEstimate estimate = estimate(AssetSettings.YEAR, exactMonth(), Toys.AIPL_PEOPLE);
        List<List<Object>> facts = estimate.basis("brand").rows().stream()
                .map(row -> row.stream().map(cell -> cell == null ? "" : cell).toList())
                .toList();

        assertThat(facts)
                .contains(
                        List.of("currency", "", "", "CNY", "", ""),
                        List.of("months", "", "", 1L, "", ""),
                        List.of("value", "", "", new BigDecimal("233496115.63"), "", ""),
                        List.of("note", "", "", "No interval: one month cannot say how much months differ", "", ""));
        double shares = facts.stream()
                .filter(fact -> fact.getFirst().equals("move"))
                .mapToDouble(fact -> (Double) fact.get(3))
                .sum();
        assertThat(shares)
                .as("each of four stages sends all its people somewhere")
                .isCloseTo(4, within(1e-5));
    }

    @Test
    void oneMonthGivesNoIntervalAndSaysSo() {
        AssetEstimate estimate = estimate(AssetSettings.YEAR, exactMonth(), Toys.AIPL_PEOPLE);

        assertThat(estimate.interval()).isEmpty();
        assertThat(estimate.notes())
                .containsExactly(
                        "Learnt from 1 full months (2025-12 to 2025-12) instead of 12",
                        "No interval: one month cannot say how much months differ");
    }

    @Test
    void aStageThatIsNeverLeftInSomeMonthsLeavesNoIntervalButAValue() {
        List<AssetMonth> months = List.of(
                month(1, new Move("A", "A", 9), new Move("A", Ladder.OUT, 1)), month(2, new Move("A", "A", 10)));

        AssetEstimate estimate = AssetEstimate.of(
                DAY, new AssetSettings("aipl", Horizon.UNLIMITED, 0), CNY, List.of("A"), months, Map.of("A", 1L));

        assertThat(estimate.value()).isEqualTo(new BigDecimal("19.00"));
        assertThat(estimate.interval()).isEmpty();
        assertThat(estimate.notes()).anyMatch(note -> note.startsWith("No interval"));
    }

    private static AssetMonth month(int number, Move... moves) {
        return new AssetMonth(
                YearMonth.of(2025, number), List.of(moves), List.of(new Revenue("A", 10, BigDecimal.TEN)));
    }

    @Test
    void ratesThatAreOutOfDateAreSaidToBe() {
        AssetEstimate late = AssetEstimate.of(
                LocalDate.of(2026, 3, 31), AssetSettings.YEAR, CNY, Toys.AIPL, exactMonth(), Toys.AIPL_PEOPLE);

        assertThat(late.notes()).contains("The last full month with touches is 2025-12, although 2026-03 has ended");
    }

    @Test
    void peopleOnAStageNobodyStoodOnBeforeCountNothingAndAreNamed() {
        List<AssetMonth> months = List.of(new AssetMonth(
                YearMonth.of(2025, 12),
                List.of(new Move("A", "L", 5)),
                List.of(new Revenue("L", 5, new BigDecimal("100")))));

        AssetEstimate estimate = estimate(AssetSettings.YEAR, months, Toys.people(1, 0, 0, 5));

        assertThat(estimate.value()).isEqualTo(new BigDecimal("20.00"));
        assertThat(estimate.notes())
                .contains("The 5 consumers on stage 'L' count 0: nobody stood there at an earlier month end");
    }

    /** Nominal coverage is 90 %; 400 planted markets leave a sampling error of 1.5 points. */
    @Test
    void theTruthLiesInNineOfTenIntervals() {
        double truth = 0;
        double[] perHead = StageValue.perHead(Toys.aipl(), Horizon.YEAR, 0);
        List<Long> people = List.of(2000L, 800L, 300L, 60L);
        for (int s = 0; s < perHead.length; s++) {
            truth += perHead[s] * people.get(s);
        }
        int covered = 0;
        for (int seed = 1; seed <= 400; seed++) {
            List<AssetMonth> months = Toys.months(Toys.aipl(), 12, 300, new Random(seed));
            Interval interval = estimate(AssetSettings.YEAR, months, Toys.people(2000, 800, 300, 60))
                    .interval()
                    .orElseThrow();
            covered += interval.low() <= truth && truth <= interval.high() ? 1 : 0;
        }
        assertThat(covered / 400.0).isBetween(.85, .95);
    }

    @Test
    void ratesAreLearntFromPooledMonths() {
        AssetRates truth = Toys.aipl();

        AssetRates learnt = AssetRates.pooled(Toys.AIPL, Toys.months(truth, 12, 20_000, new Random(3)));

        for (String from : Toys.AIPL) {
            for (String to : Toys.AIPL) {
                assertThat(learnt.transitions().rate(from, to))
                        .isCloseTo(truth.transitions().rate(from, to), within(.005));
            }
        }
        assertThat(learnt.revenuePerHead()).containsExactly(truth.revenuePerHead(), within(.5));
    }

    @Test
    void onlyTheLastTwelveFullMonthsCount() {
        List<AssetMonth> months = Toys.months(Toys.aipl(), 20, 1, new Random(1));
        AssetHistory history = new AssetHistory("aipl", LocalDate.of(2025, 1, 15), months);

        assertThat(history.window(LocalDate.of(2026, 6, 29)))
                .extracting(AssetMonth::month)
                .startsWith(YearMonth.of(2025, 6))
                .endsWith(YearMonth.of(2026, 5))
                .hasSize(12);
        assertThat(history.window(LocalDate.of(2026, 6, 30)))
                .extracting(AssetMonth::month)
                .endsWith(YearMonth.of(2026, 6))
                .hasSize(12);
        assertThat(history.window(LocalDate.of(2025, 3, 31)))
                .extracting(AssetMonth::month)
                .containsExactly(YearMonth.of(2025, 2), YearMonth.of(2025, 3));
    }

    @Test
    void withoutAFullMonthThereIsNoAssetYet() {
        List<AssetMonth> months = Toys.months(Toys.aipl(), 2, 1, new Random(1));
        AssetHistory history = new AssetHistory("aipl", LocalDate.of(2025, 1, 15), months);
        AssetHistory nobody = new AssetHistory("aipl", null, new ArrayList<>());

        assertThatThrownBy(() -> history.window(LocalDate.of(2025, 2, 10)))
                .isInstanceOf(TidebankException.class)
                .hasFieldOrPropertyWithValue("code", AssetError.ASSET_HISTORY_MISSING)
                .hasMessageContaining("ask for 2025-02-28 or later");
        assertThatThrownBy(() -> nobody.window(DAY)).hasMessageContaining("Nobody has stood on ladder 'aipl' yet");
    }

    @Test
    void settingsThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> new AssetSettings("aipl", Horizon.YEAR, -.1)).hasMessageContaining("0 to 1");
        assertThatThrownBy(() -> new AssetSettings("aipl", Horizon.YEAR, Double.NaN))
                .hasMessageContaining("0 to 1");
        assertThatThrownBy(() -> Horizon.parse("soon")).hasMessageContaining("'soon'");
        assertThatThrownBy(() -> Horizon.parse("0")).hasMessageContaining("1 to 1200");
        assertThat(Horizon.parse("36")).isEqualTo(new Horizon.Months(36));
        assertThat(Horizon.parse(Horizon.UNLIMITED.toString())).isEqualTo(Horizon.UNLIMITED);
    }

    /** Counts in the very proportions of the example's rates. */
    private static List<AssetMonth> exactMonth() {
        List<Move> moves = new ArrayList<>();
        List<Revenue> revenues = new ArrayList<>();
        for (int s = 0; s < Toys.AIPL.size(); s++) {
            String from = Toys.AIPL.get(s);
            for (int to = 0; to <= Toys.AIPL.size(); to++) {
                String name = to < Toys.AIPL.size() ? Toys.AIPL.get(to) : Ladder.OUT;
                moves.add(new Move(from, name, Math.round(Toys.AIPL_RATES[s][to] * 100)));
            }
            revenues.add(new Revenue(
                    from, 10, BigDecimal.valueOf(Toys.AIPL_REVENUE[s]).multiply(BigDecimal.TEN)));
        }
        return List.of(new AssetMonth(YearMonth.of(2025, 12), moves, revenues));
    }

    private static AssetEstimate estimate(AssetSettings settings, List<AssetMonth> months, Map<String, Long> people) {
        return AssetEstimate.of(DAY, settings, CNY, Toys.AIPL, months, people);
    }
}
