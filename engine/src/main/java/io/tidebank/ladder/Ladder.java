package io.tidebank.ladder;

import java.util.List;

/**
 * A ladder: what stages a consumer can stand on, lowest first, and what puts one there.
 *
 * @param name file name without extension, for programs
 * @param title what people call it
 * @param about where the rules come from, in a sentence or two
 * @param stages lowest first, at most {@link #MOST_STAGES}
 */
public record Ladder(String name, Title title, String about, List<Stage> stages) {

    /** As many as a consumer's state has room for. */
    public static final int MOST_STAGES = 15;

    /** The code of standing on no stage: never on a rule, or lost. */
    public static final String OUT = "out";

    public Ladder {
        stages = List.copyOf(stages);
    }

    /** A name in the two languages of the console. */
    public record Title(String en, String zh) {}

    /**
     * One stage: a consumer stands on the highest stage of which at least one clause holds.
     *
     * @param code short code for programs, unique in the ladder
     * @param name what people call it
     * @param bought whether who stands there counts as a buyer
     * @param when the clauses, any of which is enough
     */
    public record Stage(String code, Title name, boolean bought, List<Clause> when) {

        public Stage {
            when = List.copyOf(when);
        }
    }
}
