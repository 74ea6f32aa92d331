package io.tidebank.ladder;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One reason to stand on a stage. */
public sealed interface Clause {

    /**
     * At least n qualifying touches (or orders, or days) lie in the window before now.
     *
     * @param kinds kinds of touch that qualify, any of them
     * @param scope further columns that must match: column name to accepted values; {@code "x.*"} accepts a dotted path
     * @param atLeast n
     * @param of what is counted
     * @param amountAtLeast a touch qualifies only with at least this amount in the brand's currency
     * @param within how long a touch counts; null for ever
     * @param polarity a touch qualifies only with this polarity; null for any
     * @param standingOn holds only while some clause of this lower stage holds too
     */
    record Behaviour(
            List<String> kinds,
            Map<String, List<String>> scope,
            int atLeast,
            CountOf of,
            @Nullable BigDecimal amountAtLeast,
            @Nullable Duration within,
            @Nullable Polarity polarity,
            @Nullable String standingOn)
            implements Clause {

        public Behaviour {
            kinds = List.copyOf(kinds);
            scope = Map.copyOf(scope);
        }
    }

    /** A state that holds now, from the touch that begins it to the one that ends it. */
    record Holding(HeldState state) implements Clause {}

    /** What a clause counts. */
    enum CountOf {
        TOUCHES,
        /** Distinct order ids; a touch without one is an order of its own. */
        ORDERS,
        /** Distinct days in the brand's zone. */
        DAYS
    }

    /** How a review or feedback was meant; the value of the touch's {@code polarity}. */
    enum Polarity {
        NEGATIVE(-1),
        NEUTRAL(0),
        POSITIVE(1);

        private final int value;

        Polarity(int value) {
            this.value = value;
        }

        int value() {
            return value;
        }
    }

    /** States that touches begin and end. */
    enum HeldState {
        MEMBER("join", "leave"),
        FAN("follow", "unfollow"),
        GROUP("group_join", "group_leave"),
        SUBSCRIBER("subscribe", "unsubscribe");

        private final String begins;
        private final String ends;

        HeldState(String begins, String ends) {
            this.begins = begins;
            this.ends = ends;
        }

        String begins() {
            return begins;
        }

        String ends() {
            return ends;
        }
    }
}
