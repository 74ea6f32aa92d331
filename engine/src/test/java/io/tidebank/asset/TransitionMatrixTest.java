package io.tidebank.asset;

import static io.tidebank.asset.AssetError.ASSET_INPUT_INVALID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tidebank.asset.AssetMonth.Move;
import io.tidebank.ladder.Ladder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TransitionMatrixTest {

    private static final List<String> RAIN = List.of("0", "1-5", "6+");
    private static final long[][] DAYS = {{362, 126, 60}, {136, 90, 68}, {50, 79, 124}};

    /** The rain of Alofi, day by day: counts and maximum likelihood rates as published with the R package markovchain. */
    @Test
    void ratesAreShareOfThoseWhoWereThere() {
        double[][] published = {
            {.660583941605839, .229927007299270, .109489051094891},
            {.462585034013605, .306122448979592, .231292517006803},
            {.197628458498024, .312252964426877, .490118577075099}
        };
        List<Move> moves = new ArrayList<>();
        for (int from = 0; from < DAYS.length; from++) {
            for (int to = 0; to < DAYS.length; to++) {
                moves.add(new Move(RAIN.get(from), RAIN.get(to), DAYS[from][to]));
            }
        }

        TransitionMatrix matrix = TransitionMatrix.ofMoves(RAIN, moves);

        for (int from = 0; from < DAYS.length; from++) {
            for (int to = 0; to < DAYS.length; to++) {
                assertThat(matrix.rate(RAIN.get(from), RAIN.get(to))).isCloseTo(published[from][to], within(1e-14));
            }
        }
        assertThat(matrix.rate("0", Ladder.OUT)).isZero();
        assertThat(matrix.unseen()).isEmpty();
    }

    @Test
    void newcomersAreNoMoveOfAnybodyOnAStage() {
        TransitionMatrix matrix = TransitionMatrix.ofMoves(
                List.of("A", "P"),
                List.of(
                        new Move("out", "A", 1000),
                        new Move("A", "P", 1),
                        new Move("A", "A", 2),
                        new Move("A", "out", 1)));

        assertThat(matrix.rate("A", "P")).isEqualTo(.25);
        assertThat(matrix.rate("A", "A")).isEqualTo(.5);
        assertThat(matrix.rate("A", "out")).isEqualTo(.25);
        assertThat(matrix.rate("out", "A")).isZero();
        assertThat(matrix.unseen()).containsExactly("P");
        assertThat(matrix.rate("P", "out")).isEqualTo(1);
    }

    @Test
    void ratesThatAreNoSharesAreRefused() {
        double[][] tooMuch = {{.5, .6}};
        double[][] negative = {{1.5, -.5}};

        assertThatThrownBy(() -> TransitionMatrix.ofRates(List.of("A"), tooMuch))
                .hasFieldOrPropertyWithValue("code", ASSET_INPUT_INVALID)
                .hasMessageContaining("Rates out of stage 'A' must be 2 shares that sum to 1: [0.5, 0.6]");
        assertThatThrownBy(() -> TransitionMatrix.ofRates(List.of("A"), negative))
                .hasFieldOrPropertyWithValue("code", ASSET_INPUT_INVALID);
    }

    @Test
    void aStageOfAnotherLadderIsNamed() {
        assertThatThrownBy(() -> TransitionMatrix.ofMoves(List.of("A"), List.of(new Move("A", "R3", 1))))
                .hasFieldOrPropertyWithValue("code", ASSET_INPUT_INVALID)
                .hasMessageContaining("Stage 'R3' is not on the ladder [A]");
    }
}
