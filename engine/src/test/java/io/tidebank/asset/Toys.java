package io.tidebank.asset;

import io.tidebank.asset.AssetMonth.Move;
import io.tidebank.asset.AssetMonth.Revenue;
import io.tidebank.ladder.Ladder;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Known ladders for tests: the worked example of the method's page, the published one, and random ones. */
final class Toys {

    static final List<String> AIPL = List.of("A", "I", "P", "L");

    static final double[][] AIPL_RATES = {
        {.55, .12, .02, 0, .31}, {.10, .55, .10, .01, .24}, {0, 0, .90, .06, .04}, {0, 0, .05, .93, .02}
    };

    static final double[] AIPL_REVENUE = {.4, 4, 18, 60};

    static final Map<String, Long> AIPL_PEOPLE = people(2_000_000, 800_000, 300_000, 60_000);

    static final AssetSettings THREE_YEARS = new AssetSettings("aipl", new Horizon.Months(36), 0);

    private Toys() {}

    static AssetRates aipl() {
        return new AssetRates(TransitionMatrix.ofRates(AIPL, AIPL_RATES), AIPL_REVENUE);
    }

    /** Pfeifer and Carraway (2000): a buyer's chance to buy again falls with each period of silence. */
    static AssetRates recency(double[] again, double[] reward) {
        double[][] rates = new double[again.length][again.length + 1];
        for (int i = 0; i < again.length; i++) {
            rates[i][0] += again[i];
            rates[i][i + 1] += 1 - again[i];
        }
        return new AssetRates(TransitionMatrix.ofRates(List.of("1", "2", "3", "4"), rates), reward);
    }

    static Map<String, Long> people(long... heads) {
        Map<String, Long> people = new LinkedHashMap<>();
        for (int i = 0; i < heads.length; i++) {
            people.put(AIPL.get(i), heads[i]);
        }
        return people;
    }

    static AssetRates random(Random random) {
        double[][] rates = new double[AIPL.size()][AIPL.size() + 1];
        double[] revenue = new double[AIPL.size()];
        for (int i = 0; i < rates.length; i++) {
            double sum = 0;
            for (int j = 0; j < rates[i].length; j++) {
                rates[i][j] = random.nextDouble();
                sum += rates[i][j];
            }
            for (int j = 0; j < rates[i].length; j++) {
                rates[i][j] /= sum;
            }
            revenue[i] = random.nextDouble() * 100;
        }
        return new AssetRates(TransitionMatrix.ofRates(AIPL, rates), revenue);
    }

    /** Months in which each of {@code heads} people per stage moves by the rates and spends about the revenue. */
    static List<AssetMonth> months(AssetRates truth, int count, int heads, Random random) {
        List<AssetMonth> months = new ArrayList<>();
        for (int m = 0; m < count; m++) {
            List<Move> moves = new ArrayList<>();
            List<Revenue> revenues = new ArrayList<>();
            for (int s = 0; s < AIPL.size(); s++) {
                moves.addAll(moves(truth, AIPL.get(s), heads, random));
                revenues.add(revenue(truth, s, heads, random));
            }
            months.add(new AssetMonth(YearMonth.of(2025, 1).plusMonths(m), moves, revenues));
        }
        return months;
    }

    private static List<Move> moves(AssetRates truth, String from, int heads, Random random) {
        List<String> states = new ArrayList<>(AIPL);
        states.add(Ladder.OUT);
        long[] counts = new long[states.size()];
        for (int h = 0; h < heads; h++) {
            double left = random.nextDouble();
            int to = 0;
            while (to < states.size() - 1 && (left -= truth.transitions().rate(from, states.get(to))) >= 0) {
                to++;
            }
            counts[to]++;
        }
        List<Move> moves = new ArrayList<>();
        for (int to = 0; to < counts.length; to++) {
            moves.add(new Move(from, states.get(to), counts[to]));
        }
        return moves;
    }

    private static Revenue revenue(AssetRates truth, int stage, int heads, Random random) {
        double perHead = truth.revenuePerHead()[stage];
        double noise = random.nextGaussian() * perHead / Math.sqrt(heads);
        return new Revenue(AIPL.get(stage), heads, Rounding.round(heads * (perHead + noise), 2));
    }

    static BigDecimal money(String amount) {
        return new BigDecimal(amount);
    }
}
