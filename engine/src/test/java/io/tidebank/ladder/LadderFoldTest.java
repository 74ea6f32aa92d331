package io.tidebank.ladder;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidebank.fold.DayClock;
import io.tidebank.fold.Histories;
import io.tidebank.fold.History;
import io.tidebank.fold.OrderVoids;
import io.tidebank.fold.Predicates;
import io.tidebank.fold.StatePages;
import io.tidebank.ladder.ReferenceLadder.Seen;
import io.tidebank.method.MethodFiles;
import io.tidebank.method.TouchKindsFile;
import io.tidebank.sql.DuckDb;
import io.tidebank.touch.TouchKinds;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** The fold against the plain meaning of a ladder, on random ladders and random histories. */
class LadderFoldTest {

    private static final TouchKinds KINDS = TouchKindsFile.read(new MethodFiles(null));
    private static final List<String> USED = List.of(
            "view",
            "view",
            "impression",
            "cart",
            "cart",
            "pay",
            "pay",
            "order",
            "order",
            "review",
            "join",
            "leave",
            "follow",
            "unfollow",
            "group_join",
            "group_leave",
            "subscribe",
            "unsubscribe");
    private static final List<String> TOUCHPOINTS =
            List.of("store_page", "store_page.home", "store_page.home.top", "store_pages", "ad", "ad.search");
    private static final List<String> CATEGORIES = List.of("shoes", "hats", "hats.summer", "gloves");
    private static final long HOUR = 3_600_000_000L;
    private static final long START = 1_770_000_000_000_000L;

    /** A zone with a change of clocks inside the histories. */
    private static final ZoneId ZONE = ZoneId.of("Europe/London");

    @RepeatedTest(400)
    void theFoldSaysAtEveryMomentWhatTheLadderMeans(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        Ladder ladder = RandomLadders.any(random);
        List<Seen> touches = history(random);
        Fold fold = new Fold(ladder);

        fold.replay(touches);

        ReferenceLadder reference = new ReferenceLadder(ladder, ZONE);
        for (long moment : moments(ladder, touches)) {
            assertThat(fold.stageAt(moment))
                    .as("seed %d, moment %d, %s, %s", repetition.getCurrentRepetition(), moment, ladder, touches)
                    .isEqualTo(reference.stage(touches, moment));
        }
    }

    @RepeatedTest(100)
    void intervalsDoNotOverlapAndTheClockEmptiesALadderWithoutStates(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        Ladder ladder = RandomLadders.any(random);
        Fold fold = new Fold(ladder);
        fold.replay(history(random));

        long last = Long.MIN_VALUE;
        for (Interval interval : fold.sorted()) {
            assertThat(interval.from()).isGreaterThanOrEqualTo(last).isLessThan(interval.to());
            last = interval.to();
        }
        boolean forgets = ladder.stages().stream()
                .flatMap(stage -> stage.when().stream())
                .allMatch(clause -> clause instanceof Clause.Behaviour behaviour && behaviour.within() != null);
        if (forgets) {
            assertThat(fold.stageAt(START + 100 * 24 * HOUR)).isEqualTo(Ladder.OUT);
        }
    }

    @RepeatedTest(100)
    void dailyCountsAreTheIntervalsAtTheEndOfEachDay(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        Ladder ladder = RandomLadders.any(random);
        List<Seen> touches = history(random);
        Fold fold = new Fold(ladder);
        fold.replay(touches);
        DayClock clock = new DayClock(ZONE);
        ReferenceLadder reference = new ReferenceLadder(ladder, ZONE);

        StageCounts counts = fold.shard.counts();
        long[] standing = new long[ladder.stages().size() + 1];
        int first = clock.day(START) - 2;
        for (int day = first; day < first + 80; day++) {
            String expected = reference.stage(touches, clock.end(LocalDate.ofEpochDay(day)) - 1);
            for (int stage = 1; stage < standing.length; stage++) {
                standing[stage] += counts.isEmpty() ? 0 : counts.change(stage, day);
                boolean here = ladder.stages().get(stage - 1).code().equals(expected);
                assertThat(standing[stage]).as("day %d stage %d", day, stage).isEqualTo(here ? 1 : 0);
            }
        }
    }

    private record Interval(int stage, long from, long to) {}

    /** One consumer on one ladder; collects the intervals. */
    private static final class Fold implements IntervalBuffer.Sink {

        private final Ladder ladder;
        private final LadderShard shard;
        private final Predicates predicates = new Predicates();
        private final List<Interval> intervals = new ArrayList<>();

        Fold(Ladder ladder) {
            this.ladder = ladder;
            LadderProgram program = LadderProgram.compile(ladder, KINDS, predicates);
            StatePages pages = new StatePages(program.words(), 2, 0);
            this.shard = new LadderShard(0, program, new DayClock(ZONE), pages, false, this);
        }

        void replay(List<Seen> touches) {
            OrderVoids voids = new OrderVoids();
            int size = touches.size();
            long[] micros = new long[size];
            byte[] kinds = new byte[size];
            int[] bits = bits(touches);
            long[] orders = new long[size];
            for (int i = 0; i < size; i++) {
                Seen touch = touches.get(i);
                micros[i] = touch.micros();
                kinds[i] = (byte) KINDS.code(touch.kind());
                orders[i] = touch.order() == null ? 0 : 2L * touch.order().hashCode() + 1;
                if (touch.voidedAt() != Long.MAX_VALUE) {
                    voids.add(orders[i], touch.voidedAt());
                }
            }
            History history = Histories.of(micros, kinds, bits, orders);
            shard.replay(7, history, voids);
            shard.project(7);
            shard.redirect(this);
        }

        /** What the ladder asks of each touch, answered as SQL. */
        private int[] bits(List<Seen> touches) {
            if (touches.isEmpty()) {
                return new int[0];
            }
            String rows = touches.stream()
                    .map(touch -> "(%s, %s, %s, %s)"
                            .formatted(
                                    touch.polarity(),
                                    touch.amount(),
                                    literal(touch.fields().get("touchpoint")),
                                    literal(touch.fields().get("category"))))
                    .collect(joining(", "));
            return Histories.predicates(
                    predicates,
                    "(SELECT polarity::INTEGER AS polarity, amount::DECIMAL(18, 4) AS amount_home,"
                            + " touchpoint::VARCHAR AS touchpoint, category::VARCHAR AS category"
                            + " FROM (VALUES " + rows + ") AS t(polarity, amount, touchpoint, category))");
        }

        private static String literal(@Nullable String text) {
            return text == null ? "NULL" : DuckDb.literal(text);
        }

        @Override
        public IntervalBuffer exchange(IntervalBuffer full) {
            for (int i = 0; i < full.size; i++) {
                intervals.add(new Interval(full.stages[i], full.from[i], full.to[i]));
            }
            return new IntervalBuffer();
        }

        List<Interval> sorted() {
            return intervals.stream()
                    .sorted(Comparator.comparingLong(Interval::from))
                    .toList();
        }

        String stageAt(long moment) {
            return intervals.stream()
                    .filter(interval -> interval.from() <= moment && moment < interval.to())
                    .map(interval -> ladder.stages().get(interval.stage() - 1).code())
                    .findFirst()
                    .orElse(Ladder.OUT);
        }
    }

    /** Up to forty touches in a month, some at the same moment, some of orders that are voided later. */
    private static List<Seen> history(Random random) {
        TreeMap<String, Long> voids = new TreeMap<>();
        List<Seen> touches = new ArrayList<>();
        int count = random.nextInt(40);
        for (int i = 0; i < count; i++) {
            long micros =
                    START + random.nextInt(30 * 24) * HOUR + (random.nextBoolean() ? 0 : random.nextInt(1_000_000));
            String kind = USED.get(random.nextInt(USED.size()));
            boolean trade = kind.equals("pay") || kind.equals("order");
            String order = trade && random.nextInt(5) > 0 ? "o" + random.nextInt(8) : null;
            long voided = Long.MAX_VALUE;
            if (order != null) {
                voided = voids.computeIfAbsent(
                        order, key -> random.nextInt(3) > 0 ? Long.MAX_VALUE : START + random.nextInt(40 * 24) * HOUR);
            }
            touches.add(new Seen(
                    micros,
                    kind,
                    kind.equals("review") ? random.nextInt(3) - 1 : null,
                    order,
                    fields(random),
                    trade || random.nextInt(4) == 0 ? BigDecimal.valueOf(5L * random.nextInt(8), 1) : null,
                    voided));
        }
        touches.sort(Comparator.comparingLong(Seen::micros).thenComparingInt(touch -> KINDS.code(touch.kind())));
        return touches;
    }

    /** Columns that scopes ask for, filled or not. */
    private static Map<String, String> fields(Random random) {
        Map<String, String> fields = new TreeMap<>();
        if (random.nextInt(5) > 0) {
            fields.put("touchpoint", TOUCHPOINTS.get(random.nextInt(TOUCHPOINTS.size())));
        }
        if (random.nextBoolean()) {
            fields.put("category", CATEGORIES.get(random.nextInt(CATEGORIES.size())));
        }
        return fields;
    }

    /** Every moment at which anything could change, and its neighbours. */
    private static Set<Long> moments(Ladder ladder, List<Seen> touches) {
        Set<Long> moments = new TreeSet<>(List.of(START));
        for (Seen touch : touches) {
            around(moments, touch.micros());
            if (touch.voidedAt() != Long.MAX_VALUE) {
                around(moments, touch.voidedAt());
            }
            for (Ladder.Stage stage : ladder.stages()) {
                for (Clause clause : stage.when()) {
                    if (clause instanceof Clause.Behaviour behaviour && behaviour.within() != null) {
                        around(moments, touch.micros() + behaviour.within().toSeconds() * 1_000_000L);
                    }
                }
            }
        }
        return moments;
    }

    private static void around(Set<Long> moments, long moment) {
        moments.add(moment - 1);
        moments.add(moment);
        moments.add(moment + 1);
    }
}
