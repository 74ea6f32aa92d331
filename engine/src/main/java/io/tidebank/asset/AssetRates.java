package io.tidebank.asset;

import static io.tidebank.asset.AssetError.ASSET_INPUT_INVALID;

import io.tidebank.asset.AssetMonth.Move;
import io.tidebank.asset.AssetMonth.Revenue;
import io.tidebank.error.TidebankException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** The two things that make people worth money: how they move on the ladder, and what a head spends on each stage. */
public final class AssetRates {

    private final TransitionMatrix transitions;
    private final double[] revenuePerHead;

    public AssetRates(TransitionMatrix transitions, double[] revenuePerHead) {
        if (revenuePerHead.length != transitions.stages().size()) {
            throw new TidebankException(
                    ASSET_INPUT_INVALID,
                    "%d revenues per head for %d stages"
                            .formatted(
                                    revenuePerHead.length, transitions.stages().size()));
        }
        this.transitions = transitions;
        this.revenuePerHead = revenuePerHead.clone();
    }

    /** Pools months: moves are added up before shares are taken, and so are revenue and heads. */
    public static AssetRates pooled(List<String> stages, List<AssetMonth> months) {
        List<Move> moves = new ArrayList<>();
        months.forEach(month -> moves.addAll(month.moves()));
        double[] perHead = new double[stages.size()];
        for (int i = 0; i < perHead.length; i++) {
            perHead[i] = perHead(stages.get(i), months);
        }
        return new AssetRates(TransitionMatrix.ofMoves(stages, moves), perHead);
    }

    private static double perHead(String stage, List<AssetMonth> months) {
        long heads = 0;
        BigDecimal revenue = BigDecimal.ZERO;
        for (AssetMonth month : months) {
            for (Revenue line : month.revenues()) {
                if (line.stage().equals(stage)) {
                    heads += line.consumers();
                    revenue = revenue.add(line.revenue());
                }
            }
        }
        return heads == 0 ? 0 : revenue.doubleValue() / heads;
    }

    public TransitionMatrix transitions() {
        return transitions;
    }

    /** Net revenue per head and month, by stage, lowest first. */
    public double[] revenuePerHead() {
        return revenuePerHead.clone();
    }
}
