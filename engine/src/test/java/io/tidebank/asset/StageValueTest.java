package io.tidebank.asset;

import static io.tidebank.asset.AssetError.ASSET_VALUE_UNBOUNDED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tidebank.asset.Horizon.Months;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StageValueTest {

    private static final double[] AGAIN = {.3, .2, .15, .05};
    private static final double[] REWARD = {36, -4, -4, -4};
    private static final double SHOWN = 5.001e-4;

    @ParameterizedTest(name = "{0} months at {1}")
    @CsvSource({
        "1, 0, 1.060, 4.640, 19.800, 56.700",
        "6, 0, 11.588, 34.489, 134.403, 300.602",
        "12, 0, 28.530, 75.609, 280.293, 531.010",
        "36, 0, 85.860, 206.561, 726.348, 1100.924",
        "36, .01, 72.047, 174.656, 616.861, 954.917"
    })
    void theWorkedExampleComesOutAsPublished(int months, double discount, double a, double i, double p, double l) {
        double[] value = StageValue.perHead(Toys.aipl(), new Months(months), discount);

        assertThat(value).containsExactly(new double[] {a, i, p, l}, within(SHOWN));
    }

    @Test
    void fivePeriodsOfPfeiferAndCarraway() {
        double[] value = withToday(Toys.recency(AGAIN, REWARD), new Months(4), .2);

        assertThat(value).containsExactly(new double[] {50.115, 4.220, 0.592, -1.980}, within(SHOWN));
    }

    @Test
    void allPeriodsOfPfeiferAndCarraway() {
        double[] value = withToday(Toys.recency(AGAIN, REWARD), Horizon.UNLIMITED, .2);

        assertThat(value).containsExactly(new double[] {52.320, 5.554, 1.251, -1.820}, within(SHOWN));
    }

    @Test
    void undiscountedPfeiferAndCarraway() {
        double[] value = withToday(Toys.recency(AGAIN, REWARD), Horizon.UNLIMITED, 0);

        assertThat(value[0]).isCloseTo(64.25, within(.00501));
    }

    @Test
    void noMailAfterThreeSilentPeriodsIsBetterInPfeiferAndCarraway() {
        AssetRates cutOff = Toys.recency(new double[] {.3, .2, .15, .01}, new double[] {36, -4, -4, 0});

        assertThat(withToday(cutOff, Horizon.UNLIMITED, 0)[0]).isCloseTo(65.70, within(.00501));
    }

    /** Their sum starts with the reward of today; ours with the coming month. */
    private static double[] withToday(AssetRates rates, Horizon horizon, double discount) {
        double[] value = StageValue.perHead(rates, horizon, discount);
        for (int s = 0; s < value.length; s++) {
            value[s] += rates.revenuePerHead()[s];
        }
        return value;
    }

    @Test
    void theChanceToHaveBoughtWithinAYear() {
        double[] bought = reach(Toys.aipl().transitions(), Set.of("P", "L"), 12);

        assertThat(bought).containsExactly(new double[] {.11514, .26906, 1, 1}, within(5.001e-6));
    }

    @Test
    void salesOfTheNextSixMonthsWithNewPeopleComing() {
        double[] shown = {15_744_000, 18_289_660, 20_687_298, 22_964_833, 25_139_314, 27_222_235};
        double[] people = {2_000_000, 800_000, 300_000, 60_000};
        double[] coming = {400_000, 80_000, 5_000, 0};
        double all = 0;

        for (double month : shown) {
            people = advance(Toys.aipl().transitions(), people);
            double sales = 0;
            for (int s = 0; s < people.length; s++) {
                people[s] += coming[s];
                sales += people[s] * Toys.AIPL_REVENUE[s];
            }
            assertThat(sales).isCloseTo(month, within(.5));
            all += sales;
        }
        assertThat(all).isCloseTo(130_047_339.79, within(.005));
    }

    /** The value of H months is that of h months, and of the rest from where one stands after h months. */
    @RepeatedTest(50)
    void theHorizonIsAdditive(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        AssetRates rates = Toys.random(random);
        int first = 1 + random.nextInt(20);
        int rest = 1 + random.nextInt(20);
        double discount = random.nextDouble() / 10;

        double[] later = StageValue.perHead(rates, new Months(rest), discount);
        for (int k = 0; k < first; k++) {
            later = rates.transitions().ahead(later);
        }
        double[] value = StageValue.perHead(rates, new Months(first), discount);
        for (int s = 0; s < value.length; s++) {
            value[s] += later[s] / Math.pow(1 + discount, first);
        }

        assertThat(StageValue.perHead(rates, new Months(first + rest), discount))
                .containsExactly(value, within(1e-9 * max(value)));
    }

    @RepeatedTest(50)
    void twiceTheSpendingIsTwiceTheValue(RepetitionInfo repetition) {
        AssetRates rates = Toys.random(new Random(repetition.getCurrentRepetition()));
        double[] doubled = rates.revenuePerHead();
        for (int s = 0; s < doubled.length; s++) {
            doubled[s] *= 2;
        }

        double[] value = StageValue.perHead(rates, Horizon.YEAR, .01);
        double[] twice = StageValue.perHead(new AssetRates(rates.transitions(), doubled), Horizon.YEAR, .01);

        for (int s = 0; s < value.length; s++) {
            assertThat(twice[s]).isCloseTo(2 * value[s], within(1e-9 * value[s]));
        }
    }

    @RepeatedTest(50)
    void manyMonthsComeToTheClosedForm(RepetitionInfo repetition) {
        AssetRates rates = Toys.random(new Random(repetition.getCurrentRepetition()));

        double[] closed = StageValue.perHead(rates, Horizon.UNLIMITED, .05);

        assertThat(StageValue.perHead(rates, new Months(1200), .05))
                .containsExactly(closed, within(1e-9 * max(closed)));
    }

    @Test
    void whoIsOutIsWorthNothing() {
        double[][] leaving = {{0, 1}};
        AssetRates rates = new AssetRates(TransitionMatrix.ofRates(List.of("A"), leaving), new double[] {100});

        assertThat(StageValue.perHead(rates, new Months(36), 0)).containsExactly(0);
        assertThat(StageValue.perHead(rates, Horizon.UNLIMITED, 0)).containsExactly(0);
    }

    @Test
    void endlessSpendingHasNoSum() {
        double[][] staying = {{1, 0}};
        AssetRates rates = new AssetRates(TransitionMatrix.ofRates(List.of("A"), staying), new double[] {100});

        assertThatThrownBy(() -> StageValue.perHead(rates, Horizon.UNLIMITED, 0))
                .hasFieldOrPropertyWithValue("code", ASSET_VALUE_UNBOUNDED)
                .hasMessageContaining("choose a discount above 0");
        assertThat(StageValue.perHead(rates, Horizon.UNLIMITED, .25)[0]).isCloseTo(400, within(1e-9));
    }

    /** Where people on the stages stand a month later: n·P. Those who went out are no longer counted. */
    private static double[] advance(TransitionMatrix moves, double[] people) {
        double[] later = new double[people.length];
        for (int i = 0; i < people.length; i++) {
            for (int j = 0; j < people.length; j++) {
                later[j] += people[i]
                        * moves.rate(moves.stages().get(i), moves.stages().get(j));
            }
        }
        return later;
    }

    /** For each stage, the chance to have stood on one of {@code targets} at some month end within {@code months}. */
    private static double[] reach(TransitionMatrix moves, Set<String> targets, int months) {
        double[] reached = new double[moves.stages().size()];
        for (int month = 0; month <= months; month++) {
            double[] next = month == 0 ? reached : moves.ahead(reached);
            for (int i = 0; i < reached.length; i++) {
                reached[i] = targets.contains(moves.stages().get(i)) ? 1 : next[i];
            }
        }
        return reached;
    }

    private static double max(double[] values) {
        double max = 0;
        for (double value : values) {
            max = Math.max(max, Math.abs(value));
        }
        return max;
    }
}
