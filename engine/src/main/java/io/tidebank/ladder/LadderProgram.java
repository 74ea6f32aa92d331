package io.tidebank.ladder;

import io.tidebank.error.TidebankException;
import io.tidebank.fold.Predicates;
import io.tidebank.ladder.Clause.Behaviour;
import io.tidebank.ladder.Clause.CountOf;
import io.tidebank.ladder.Clause.HeldState;
import io.tidebank.ladder.Clause.Holding;
import io.tidebank.touch.TouchKinds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A ladder compiled to what the fold needs at every touch: which memories a kind feeds, and where each clause reads
 * until when it holds. Immutable; shared by all shards.
 *
 * <p>A clause "n within w" holds from a touch until the n-th latest qualifying instant (of a touch, an order, a day) plus
 * w. So all that must be remembered are the latest n instants: a <em>memory</em>. Clauses that ask the same of a touch
 * share one.
 */
final class LadderProgram {

    /** Far enough to be never, near enough to be added to. */
    static final long FOREVER = Long.MAX_VALUE / 4;

    private static final int MOST_MEMORIES = 64;
    private static final int MOST_FLAGS = 6;

    /**
     * The latest instants of what qualifies for some clauses.
     *
     * @param of what an instant stands for
     * @param size how many are kept
     * @param word first word in the consumer's state; an order takes two words, instant and id
     * @param required by kind, the bits that a touch must have
     */
    record Memory(CountOf of, int size, int word, int[] required) {}

    /**
     * Where a clause reads until when it holds.
     *
     * @param memory which memory; -1 for a flag
     * @param word the word of the n-th latest instant; -1 for a flag
     * @param window how long an instant counts, µs
     * @param flag the bit of a held state; 0 for none
     * @param standingOn number of the stage that must hold too; 0 for none
     */
    record Term(int memory, int word, long window, int flag, int standingOn) {}

    private final Ladder ladder;
    private final List<Memory> memories = new ArrayList<>();
    private final List<HeldState> flags = new ArrayList<>();
    private final Term[][] stages;
    private final long[] memoriesByKind;
    private final int[] flagsBegun;
    private final int[] flagsEnded;
    private final int[] raisedByKind;
    private final int words;

    private LadderProgram(Ladder ladder, TouchKinds kinds, Predicates predicates) {
        this.ladder = ladder;
        this.memoriesByKind = new long[kinds.size()];
        this.flagsBegun = new int[kinds.size()];
        this.flagsEnded = new int[kinds.size()];
        LadderMemories shared = new LadderMemories(ladder, kinds, predicates);
        this.words = LadderState.HEAD_WORDS + shared.words();
        this.memories.addAll(shared.memories());
        if (memories.size() > MOST_MEMORIES) {
            throw tooWide("more than %d different kinds of clause".formatted(MOST_MEMORIES));
        }
        for (int i = 0; i < memories.size(); i++) {
            for (String kind : shared.kindsOf(i)) {
                memoriesByKind[kinds.code(kind)] |= 1L << i;
            }
        }
        this.stages = new Term[ladder.stages().size() + 1][];
        stages[0] = new Term[0];
        for (int i = 0; i < ladder.stages().size(); i++) {
            stages[i + 1] = terms(ladder.stages().get(i), shared, kinds);
        }
        this.raisedByKind = new StageTriggers(this, kinds.size()).byKind();
    }

    static LadderProgram compile(Ladder ladder, TouchKinds kinds, Predicates predicates) {
        return new LadderProgram(ladder, kinds, predicates);
    }

    Ladder ladder() {
        return ladder;
    }

    /** Longs of state that one consumer takes. */
    int words() {
        return words;
    }

    /** Stages; their numbers are 1 to this, lowest first. 0 is nobody's stage. */
    int stageCount() {
        return stages.length - 1;
    }

    Term[] terms(int stage) {
        return stages[stage];
    }

    Memory[] memories() {
        return memories.toArray(Memory[]::new);
    }

    long[] memoriesByKind() {
        return memoriesByKind;
    }

    int[] flagsBegun() {
        return flagsBegun;
    }

    int[] flagsEnded() {
        return flagsEnded;
    }

    /** Per kind, a bit for every stage that a touch of it may lift somebody to. */
    int[] raisedByKind() {
        return raisedByKind;
    }

    private Term[] terms(Ladder.Stage stage, LadderMemories shared, TouchKinds kinds) {
        List<Term> terms = new ArrayList<>();
        for (Clause clause : stage.when()) {
            terms.add(
                    switch (clause) {
                        case Holding(HeldState state) -> new Term(-1, -1, 0, flag(state, kinds), 0);
                        case Behaviour behaviour ->
                            new Term(
                                    shared.memoryOf(behaviour),
                                    shared.wordOf(behaviour),
                                    micros(behaviour.within()),
                                    0,
                                    stageNumber(behaviour.standingOn()));
                    });
        }
        return terms.stream().distinct().toArray(Term[]::new);
    }

    private int flag(HeldState state, TouchKinds kinds) {
        int at = flags.indexOf(state);
        if (at < 0) {
            if (flags.size() == MOST_FLAGS) {
                throw tooWide("more than %d held states".formatted(MOST_FLAGS));
            }
            at = flags.size();
            flags.add(state);
            flagsBegun[kinds.code(state.begins())] |= 1 << at;
            flagsEnded[kinds.code(state.ends())] |= 1 << at;
        }
        return 1 << at;
    }

    private int stageNumber(@Nullable String code) {
        for (int i = 0; code != null && i < ladder.stages().size(); i++) {
            if (ladder.stages().get(i).code().equals(code)) {
                return i + 1;
            }
        }
        return 0;
    }

    private TidebankException tooWide(String what) {
        return new TidebankException(
                LadderError.LADDER_INVALID, "Ladder '%s' asks for too much: %s".formatted(ladder.name(), what));
    }

    private static long micros(@Nullable Duration window) {
        return window == null ? FOREVER : Math.multiplyExact(window.toSeconds(), 1_000_000L);
    }
}
