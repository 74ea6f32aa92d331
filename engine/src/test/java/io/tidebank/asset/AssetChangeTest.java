package io.tidebank.asset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidebank.asset.AssetChange.Factor;
import io.tidebank.asset.AssetChange.Part;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class AssetChangeTest {

    private static final LocalDate BEFORE = LocalDate.of(2026, 1, 31);
    private static final LocalDate AFTER = LocalDate.of(2026, 2, 28);

    @RepeatedTest(200)
    void thePartsAddUpToTheCent(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        Currency currency = Currency.getInstance(random.nextBoolean() ? "CNY" : "JPY");

        AssetChange change = AssetChange.between(random(BEFORE, currency, random), random(AFTER, currency, random));

        BigDecimal sum = change.parts().stream().map(Part::change).reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(sum).isEqualTo(change.after().subtract(change.before()));
        assertThat(change.change()).isEqualTo(sum);
        assertThat(change.parts()).extracting(Part::factor).containsExactly(Factor.values());
    }

    @RepeatedTest(20)
    void onlyWhatChangedHasAPart(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        List<AssetMonth> months = Toys.months(Toys.random(random), 12, 50, random);
        Map<String, Long> people = Toys.people(100, 200, 300, 400);
        Map<String, Long> doubled = Toys.people(200, 400, 600, 800);
        Map<String, Long> moved = Toys.people(400, 300, 200, 100);

        AssetChange more = AssetChange.between(estimate(BEFORE, months, people), estimate(AFTER, months, doubled));
        AssetChange deeper = AssetChange.between(estimate(BEFORE, months, people), estimate(AFTER, months, moved));
        AssetChange none = AssetChange.between(estimate(BEFORE, months, people), estimate(AFTER, months, people));

        assertThat(part(more, Factor.STAGE_MIX).doubleValue()).isCloseTo(0, within(.05));
        assertThat(part(more, Factor.PEOPLE).doubleValue())
                .isCloseTo(more.change().doubleValue(), within(.05));
        assertThat(part(deeper, Factor.PEOPLE).doubleValue()).isCloseTo(0, within(.05));
        assertThat(part(deeper, Factor.TRANSITION).doubleValue()).isCloseTo(0, within(.05));
        assertThat(none.parts()).allSatisfy(part -> assertThat(part.change()).isEqualByComparingTo("0"));
    }

    @Test
    void aBrandThatHadNobodyGrewByPeopleAlone() {
        List<AssetMonth> months = Toys.months(Toys.aipl(), 12, 1000, new Random(7));

        AssetChange change = AssetChange.between(
                estimate(BEFORE, months, Map.of()), estimate(AFTER, months, Toys.people(10, 0, 5, 1)));

        assertThat(change.before()).isEqualByComparingTo("0");
        assertThat(part(change, Factor.PEOPLE)).isEqualTo(change.after());
    }

    @Test
    void theShareOfAProductOfThreeIsThatOfTheMethodsPage() {
        double[] before = {1000, 2.0, 150};
        double[] after = {1200, 2.1, 160};

        double[] parts = Shapley.parts(3, changed -> {
            double value = 1;
            for (int i = 0; i < 3; i++) {
                value *= (changed & 1 << i) == 0 ? before[i] : after[i];
            }
            return value;
        });

        assertThat(parts).containsExactly(new double[] {63_566.67, 17_066.67, 22_566.67}, within(.005));
    }

    @Test
    void leftOverCentsGoWhereRoundingTookMost() {
        double[] exact = {1.004, 1.004, 1.0044, -0.004};

        BigDecimal[] parts = Rounding.split(exact, new BigDecimal("3.01"));

        assertThat(parts)
                .containsExactly(
                        new BigDecimal("1.00"), new BigDecimal("1.00"), new BigDecimal("1.01"), new BigDecimal("0.00"));
    }

    private static BigDecimal part(AssetChange change, Factor factor) {
        return change.parts().get(factor.ordinal()).change();
    }

    private static AssetEstimate estimate(LocalDate asOf, List<AssetMonth> months, Map<String, Long> people) {
        return AssetEstimate.of(asOf, AssetSettings.YEAR, Currency.getInstance("CNY"), Toys.AIPL, months, people);
    }

    private static AssetEstimate random(LocalDate asOf, Currency currency, Random random) {
        List<AssetMonth> months = Toys.months(Toys.random(random), 3, 40, random);
        Map<String, Long> people = Toys.people(
                random.nextInt(1_000_000), random.nextInt(100_000), random.nextInt(10_000), random.nextInt(1000));
        return AssetEstimate.of(asOf, Toys.THREE_YEARS, currency, Toys.AIPL, months, people);
    }
}
