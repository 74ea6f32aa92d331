package io.tidebank.ladder;

import io.tidebank.ladder.Clause.Behaviour;
import io.tidebank.ladder.Clause.CountOf;
import io.tidebank.ladder.Clause.HeldState;
import io.tidebank.ladder.Clause.Holding;
import io.tidebank.ladder.Clause.Polarity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Ladders that nobody would write, to find what nobody thought of. */
public final class RandomLadders {

    static final List<String> KINDS = List.of("view", "impression", "cart", "pay", "order", "review");

    private RandomLadders() {}

    /** A ladder of one to five stages, the same for the same random numbers. */
    public static Ladder any(Random random) {
        List<Ladder.Stage> stages = new ArrayList<>();
        int count = 1 + random.nextInt(5);
        for (int i = 0; i < count; i++) {
            List<Clause> clauses = new ArrayList<>();
            int ways = 1 + random.nextInt(3);
            for (int j = 0; j < ways; j++) {
                clauses.add(random.nextInt(6) == 0 ? held(random) : behaviour(random, stages));
            }
            stages.add(new Ladder.Stage("S" + i, new Ladder.Title("S" + i, "S" + i), i > 1, clauses));
        }
        return new Ladder("random", new Ladder.Title("Random", "随机"), "A test's", stages);
    }

    private static Clause held(Random random) {
        return new Holding(random.nextBoolean() ? HeldState.MEMBER : HeldState.FAN);
    }

    private static Clause behaviour(Random random, List<Ladder.Stage> lower) {
        List<String> kinds = new ArrayList<>();
        int count = 1 + random.nextInt(3);
        while (kinds.size() < count) {
            String kind = KINDS.get(random.nextInt(KINDS.size()));
            if (!kinds.contains(kind)) {
                kinds.add(kind);
            }
        }
        return new Behaviour(
                kinds,
                Map.of(),
                1 + random.nextInt(4),
                CountOf.values()[random.nextInt(3)],
                null,
                random.nextInt(8) == 0 ? null : Duration.ofDays(1 + random.nextInt(12)),
                polarity(random),
                lower.isEmpty() || random.nextInt(4) > 0
                        ? null
                        : lower.get(random.nextInt(lower.size())).code());
    }

    private static @Nullable Polarity polarity(Random random) {
        return random.nextInt(5) == 0 ? Polarity.values()[random.nextInt(3)] : null;
    }
}
