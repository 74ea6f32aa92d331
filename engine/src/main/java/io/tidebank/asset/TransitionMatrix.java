package io.tidebank.asset;

import static io.tidebank.asset.AssetError.ASSET_INPUT_INVALID;

import io.tidebank.asset.AssetMonth.Move;
import io.tidebank.error.TidebankException;
import io.tidebank.ladder.Ladder;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How likely a consumer moves from stage to stage within a month. The state after the last stage is {@code out}: who
 * gets there stays there, since whoever comes back is counted as new.
 */
public final class TransitionMatrix {

    private static final double ROUNDING = 1e-9;

    private final List<String> stages;
    private final double[][] rates;
    private final Set<String> unseen;

    private TransitionMatrix(List<String> stages, double[][] rates, Set<String> unseen) {
        this.stages = List.copyOf(stages);
        this.rates = rates;
        this.unseen = Set.copyOf(unseen);
    }

    /** Known rates: a row per stage, a column per stage and one for {@code out}; each row sums to 1. */
    static TransitionMatrix ofRates(List<String> stages, double[][] rates) {
        double[][] copy = new double[stages.size()][];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = rates[i].clone();
            double sum = Arrays.stream(copy[i]).sum();
            boolean negative = Arrays.stream(copy[i]).anyMatch(rate -> !(rate >= 0));
            if (copy[i].length != stages.size() + 1 || negative || Math.abs(sum - 1) > ROUNDING) {
                throw new TidebankException(
                        ASSET_INPUT_INVALID,
                        "Rates out of stage '%s' must be %d shares that sum to 1: %s"
                                .formatted(stages.get(i), stages.size() + 1, Arrays.toString(copy[i])));
            }
        }
        return new TransitionMatrix(stages, copy, Set.of());
    }

    /** Rates as counted. Of a stage that nobody was seen to leave or keep nothing is expected: its row leads out. */
    public static TransitionMatrix ofMoves(List<String> stages, Collection<Move> moves) {
        double[][] rates = new double[stages.size()][stages.size() + 1];
        for (Move move : moves) {
            if (!move.from().equals(Ladder.OUT)) {
                rates[position(stages, move.from())][position(stages, move.to())] += move.consumers();
            }
        }
        Set<String> unseen = new HashSet<>();
        for (int i = 0; i < rates.length; i++) {
            double heads = Arrays.stream(rates[i]).sum();
            if (heads == 0) {
                unseen.add(stages.get(i));
                rates[i][stages.size()] = 1;
                continue;
            }
            for (int j = 0; j < rates[i].length; j++) {
                rates[i][j] /= heads;
            }
        }
        return new TransitionMatrix(stages, rates, unseen);
    }

    /** The stages, lowest first, without {@code out}. */
    public List<String> stages() {
        return stages;
    }

    /** The stages from which no move was ever counted. */
    public Set<String> unseen() {
        return unseen;
    }

    public double rate(String from, String to) {
        if (from.equals(Ladder.OUT)) {
            return to.equals(Ladder.OUT) ? 1 : 0;
        }
        return rates[position(stages, from)][position(stages, to)];
    }

    /** What a consumer of each stage expects of the next month, when the stages there are worth {@code worth}: P·w. */
    public double[] ahead(double[] worth) {
        double[] expected = new double[rates.length];
        for (int i = 0; i < rates.length; i++) {
            for (int j = 0; j < rates.length; j++) {
                expected[i] += rates[i][j] * worth[j];
            }
        }
        return expected;
    }

    private static int position(List<String> stages, String stage) {
        int position = stage.equals(Ladder.OUT) ? stages.size() : stages.indexOf(stage);
        if (position < 0) {
            throw new TidebankException(
                    ASSET_INPUT_INVALID,
                    "Stage '%s' is not on the ladder %s; refresh after a change of its stages"
                            .formatted(stage, stages));
        }
        return position;
    }
}
