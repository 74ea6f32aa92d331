package io.tidebank.asset;

import io.tidebank.ladder.Ladder;
import io.tidebank.sql.Answer;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Opens an asset value to what it was computed from: one fact a row, and an interval where the fact is an estimate. */
final class AssetBasis {

    private static final List<String> COLUMNS = List.of("fact", "stage", "to_stage", "value", "low", "high");

    private final AssetEstimate estimate;
    private final List<List<@Nullable Object>> rows = new ArrayList<>();

    private AssetBasis(AssetEstimate estimate) {
        this.estimate = estimate;
    }

    static Answer of(AssetEstimate estimate, String brand) {
        AssetBasis basis = new AssetBasis(estimate);
        basis.whole();
        basis.stages();
        basis.moves();
        basis.fact("assumption", null, null, AssetNotes.SPENT_BY_STAGE_AT_END);
        estimate.notes().forEach(note -> basis.fact("note", null, null, note));
        return new Answer(brand, estimate.asOf().toString(), COLUMNS, basis.rows);
    }

    private void whole() {
        List<YearMonth> months = estimate.months();
        fact("currency", null, null, estimate.currency().getCurrencyCode());
        fact("months", null, null, (long) months.size());
        fact("first_month", null, null, months.getFirst().toString());
        fact("last_month", null, null, months.getLast().toString());
        int digits = Math.max(0, estimate.currency().getDefaultFractionDigits());
        estimated("value", null, estimate.value(), estimate.interval().orElse(null), digits);
    }

    private void stages() {
        double[] revenue = estimate.rates().revenuePerHead();
        for (int i = 0; i < revenue.length; i++) {
            AssetEstimate.Stage stage = estimate.stages().get(i);
            fact("consumers", stage.code(), null, stage.consumers());
            BigDecimal perHead = Rounding.round(stage.perHead(), AssetEstimate.PER_HEAD_DIGITS);
            estimated(
                    "value_per_consumer",
                    stage.code(),
                    perHead,
                    stage.perHeadInterval(),
                    AssetEstimate.PER_HEAD_DIGITS);
            fact("revenue_per_head", stage.code(), null, Rounding.round(revenue[i], AssetEstimate.PER_HEAD_DIGITS));
        }
    }

    private void moves() {
        TransitionMatrix moves = estimate.rates().transitions();
        for (String from : moves.stages()) {
            for (String to : moves.stages()) {
                fact("move", from, to, moves.rate(from, to));
            }
            fact("move", from, Ladder.OUT, moves.rate(from, Ladder.OUT));
        }
    }

    private void fact(String fact, @Nullable String stage, @Nullable String toStage, Object value) {
        rows.add(Arrays.asList(fact, stage, toStage, value, null, null));
    }

    private void estimated(
            String fact, @Nullable String stage, BigDecimal value, @Nullable Interval interval, int digits) {
        BigDecimal low = interval == null ? null : Rounding.round(interval.low(), digits);
        BigDecimal high = interval == null ? null : Rounding.round(interval.high(), digits);
        rows.add(Arrays.asList(fact, stage, null, value, low, high));
    }
}
