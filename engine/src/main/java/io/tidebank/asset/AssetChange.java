package io.tidebank.asset;

import io.tidebank.sql.Answer;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Why the asset changed between two days: four parts that add up to the change, to the last cent.
 *
 * @param from the earlier day
 * @param to the later day
 * @param before asset at the end of the earlier day
 * @param after asset at the end of the later day
 * @param parts one per factor, in the order of {@link Factor}
 */
public record AssetChange(LocalDate from, LocalDate to, BigDecimal before, BigDecimal after, List<Part> parts) {

    public AssetChange {
        parts = List.copyOf(parts);
    }

    /** What an asset is made of. */
    public enum Factor {
        /** How many stand on any stage. */
        PEOPLE,
        /** How they are spread over the stages. */
        STAGE_MIX,
        /** How they move within a month. */
        TRANSITION,
        /** What a head spends in a month on each stage. */
        SPEND;

        /** The factor's name in answers. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** So much of the change is one factor's doing. */
    public record Part(Factor factor, BigDecimal change) {}

    /** Both estimates must be of the same ladder, horizon and discount. */
    public static AssetChange between(AssetEstimate earlier, AssetEstimate later) {
        if (!earlier.settings().equals(later.settings())) {
            throw new IllegalArgumentException(
                    "Settings differ: %s, %s".formatted(earlier.settings(), later.settings()));
        }
        Blend blend = new Blend(earlier, later);
        double[] exact = Shapley.parts(Factor.values().length, blend::value);
        BigDecimal change = later.value().subtract(earlier.value());
        BigDecimal[] rounded = Rounding.split(exact, change);
        List<Part> parts = new ArrayList<>();
        for (Factor factor : Factor.values()) {
            parts.add(new Part(factor, rounded[factor.ordinal()]));
        }
        return new AssetChange(earlier.asOf(), later.asOf(), earlier.value(), later.value(), parts);
    }

    public BigDecimal change() {
        return after.subtract(before);
    }

    /** Columns part, change. */
    public Answer answer(String brand) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        parts.forEach(part -> rows.add(List.of(part.factor().code(), part.change())));
        return new Answer(brand, from + "/" + to, List.of("part", "change"), rows);
    }

    /** The asset with some factors as they were and the others as they became. */
    private record Blend(AssetEstimate earlier, AssetEstimate later) {

        double value(int changed) {
            double people = pick(changed, Factor.PEOPLE).consumers();
            double[] mix = mix(pick(changed, Factor.STAGE_MIX), pick(~changed, Factor.STAGE_MIX));
            AssetRates rates = new AssetRates(
                    pick(changed, Factor.TRANSITION).rates().transitions(),
                    pick(changed, Factor.SPEND).rates().revenuePerHead());
            AssetSettings settings = later.settings();
            double[] perHead = StageValue.perHead(rates, settings.horizon(), settings.discount());
            double value = 0;
            for (int s = 0; s < mix.length; s++) {
                value += people * mix[s] * perHead[s];
            }
            return value;
        }

        private AssetEstimate pick(int changed, Factor factor) {
            return (changed & 1 << factor.ordinal()) == 0 ? earlier : later;
        }

        /** Where nobody stands there is no mix of its own, so that of the other day holds. */
        private static double[] mix(AssetEstimate side, AssetEstimate other) {
            AssetEstimate known = side.consumers() > 0 ? side : other;
            double all = Math.max(1, known.consumers());
            return known.stages().stream()
                    .mapToDouble(stage -> stage.consumers() / all)
                    .toArray();
        }
    }
}
