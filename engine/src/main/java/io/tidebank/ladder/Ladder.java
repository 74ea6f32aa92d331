package io.tidebank.ladder;

import io.tidebank.error.TidebankException;
import io.tidebank.fold.FoldError;
import io.tidebank.fold.Predicates;
import io.tidebank.touch.TouchKinds;
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

    /**
     * What a scan has to answer for this ladder beside others.
     *
     * @param others what those ask for; stays as it is
     * @throws TidebankException LADDER_INVALID if it asks for more than a consumer's state has room for, or together with the others
     *     for more than a scan answers
     */
    public Predicates beside(Predicates others, TouchKinds kinds) {
        Predicates all = others.copy();
        try {
            LadderProgram.compile(this, kinds, all);
        } catch (TidebankException e) {
            throw e.code() == FoldError.FOLD_TOO_WIDE
                    ? new TidebankException(
                            LadderError.LADDER_INVALID,
                            "Ladder '%s' asks for too much beside those before it: %s".formatted(name, e.getMessage()),
                            e)
                    : e;
        }
        return all;
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
