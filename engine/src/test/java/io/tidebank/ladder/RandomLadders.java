package io.tidebank.ladder;

import io.tidebank.ladder.Clause.Behaviour;
import io.tidebank.ladder.Clause.CountOf;
import io.tidebank.ladder.Clause.HeldState;
import io.tidebank.ladder.Clause.Holding;
import io.tidebank.ladder.Clause.Polarity;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Ladders that nobody would write, to find what nobody thought of. */
public final class RandomLadders {

    static final List<String> KINDS = List.of("view", "impression", "cart", "pay", "order", "review");

    /** What a clause may ask of a touch's columns; few of them, so that clauses come to ask for the same. */
    private static final List<Map<String, List<String>>> SCOPES = List.of(
            Map.of("touchpoint", List.of("store_page.*")),
            Map.of("touchpoint", List.of("ad.search", "store_page.home")),
            Map.of("touchpoint", List.of("ad", "store_page.home.*")),
            Map.of("category", List.of("shoes")),
            Map.of("touchpoint", List.of("ad.*"), "category", List.of("shoes", "hats.*")));

    private static final List<BigDecimal> AMOUNTS = List.of(new BigDecimal("1.5"), new BigDecimal("2"));

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
        return new Holding(HeldState.values()[random.nextInt(HeldState.values().length)]);
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
                random.nextInt(3) == 0 ? SCOPES.get(random.nextInt(SCOPES.size())) : Map.of(),
                1 + random.nextInt(4),
                CountOf.values()[random.nextInt(3)],
                random.nextInt(5) == 0 ? AMOUNTS.get(random.nextInt(AMOUNTS.size())) : null,
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
