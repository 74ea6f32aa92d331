package io.tidebank.ladder;

import io.tidebank.ladder.Clause.Behaviour;
import io.tidebank.ladder.Clause.HeldState;
import io.tidebank.ladder.Clause.Holding;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a ladder means, said as plainly as possible: for one consumer and one moment it looks at every touch and every
 * clause anew. Slow, and obviously right.
 */
public final class ReferenceLadder {

    private final Ladder ladder;
    private final ZoneId zone;

    public ReferenceLadder(Ladder ladder, ZoneId zone) {
        this.ladder = ladder;
        this.zone = zone;
    }

    /**
     * One touch.
     *
     * @param fields its columns that clauses' scopes ask for, those that are filled
     * @param amount in the brand's currency
     * @param voidedAt when its order became void, or {@link Long#MAX_VALUE}
     */
    public record Seen(
            long micros,
            String kind,
            @Nullable Integer polarity,
            @Nullable String order,
            Map<String, String> fields,
            @Nullable BigDecimal amount,
            long voidedAt) {}

    /** The stage's code at a moment; "out" for none. Touches are in order. */
    public String stage(List<Seen> touches, long moment) {
        for (int i = ladder.stages().size() - 1; i >= 0; i--) {
            if (holds(ladder.stages().get(i), touches, moment)) {
                return ladder.stages().get(i).code();
            }
        }
        return Ladder.OUT;
    }

    private boolean holds(Ladder.Stage stage, List<Seen> touches, long moment) {
        return stage.when().stream().anyMatch(clause -> holds(clause, touches, moment));
    }

    private boolean holds(Clause clause, List<Seen> touches, long moment) {
        return switch (clause) {
            case Holding(HeldState state) -> holds(state, touches, moment);
            case Behaviour behaviour ->
                units(behaviour, touches, moment) >= behaviour.atLeast()
                        && (behaviour.standingOn() == null || holds(lower(behaviour.standingOn()), touches, moment));
        };
    }

    private static boolean holds(HeldState state, List<Seen> touches, long moment) {
        boolean held = false;
        for (Seen touch : touches) {
            if (touch.micros() <= moment && touch.kind().equals(state.begins())) {
                held = true;
            }
            if (touch.micros() <= moment && touch.kind().equals(state.ends())) {
                held = false;
            }
        }
        return held;
    }

    private long units(Behaviour behaviour, List<Seen> touches, long moment) {
        Set<Object> units = new HashSet<>();
        for (int i = 0; i < touches.size(); i++) {
            Seen touch = touches.get(i);
            if (qualifies(behaviour, touch, moment)) {
                units.add(
                        switch (behaviour.of()) {
                            case TOUCHES -> i;
                            case ORDERS -> touch.order() == null ? "touch " + i : "order " + touch.order();
                            case DAYS -> day(touch.micros());
                        });
            }
        }
        return units.size();
    }

    private static boolean qualifies(Behaviour behaviour, Seen touch, long moment) {
        boolean recent = behaviour.within() == null
                || moment < touch.micros() + behaviour.within().toSeconds() * 1_000_000L;
        boolean meant = behaviour.polarity() == null
                || Objects.equals(
                        touch.polarity(),
                        Map.of("NEGATIVE", -1, "NEUTRAL", 0, "POSITIVE", 1)
                                .get(behaviour.polarity().name()));
        return behaviour.kinds().contains(touch.kind())
                && touch.micros() <= moment
                && recent
                && meant
                && isDearEnough(behaviour, touch)
                && behaviour.scope().entrySet().stream()
                        .allMatch(column ->
                                isAnyOf(column.getValue(), touch.fields().get(column.getKey())))
                && moment < touch.voidedAt();
    }

    private static boolean isDearEnough(Behaviour behaviour, Seen touch) {
        return behaviour.amountAtLeast() == null
                || (touch.amount() != null && touch.amount().compareTo(behaviour.amountAtLeast()) >= 0);
    }

    /** {@code a.*} is {@code a} and all below it. */
    private static boolean isAnyOf(List<String> accepted, @Nullable String value) {
        return value != null
                && accepted.stream()
                        .anyMatch(it -> it.endsWith(".*")
                                ? (value + ".").startsWith(it.substring(0, it.length() - 1))
                                : value.equals(it));
    }

    private Ladder.Stage lower(String code) {
        return ladder.stages().stream()
                .filter(stage -> stage.code().equals(code))
                .findFirst()
                .orElseThrow();
    }

    private LocalDate day(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L))
                .atZone(zone)
                .toLocalDate();
    }
}
