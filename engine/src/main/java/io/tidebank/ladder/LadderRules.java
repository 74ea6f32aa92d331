package io.tidebank.ladder;

import io.tidebank.fold.DayClock;
import io.tidebank.fold.StatePages;
import io.tidebank.ladder.LadderProgram.Memory;
import io.tidebank.ladder.LadderProgram.Term;

/**
 * What a program does to a consumer's words: remember a touch, and say until when a stage holds. Pure arithmetic on
 * longs; the innermost loop of a refresh. One per shard, since it carries a day clock.
 */
final class LadderRules {

    private final Memory[] memories;
    private final long[] memoriesByKind;
    private final int[] raisedByKind;
    private final Term[][] stages;
    private final DayClock days;

    LadderRules(LadderProgram program, DayClock days) {
        this.memories = program.memories();
        this.memoriesByKind = program.memoriesByKind();
        this.raisedByKind = program.raisedByKind();
        this.stages = new Term[program.stageCount() + 1][];
        for (int stage = 0; stage < stages.length; stage++) {
            stages[stage] = program.terms(stage);
        }
        this.days = days;
    }

    /** The touch enters every memory that its kind feeds and whose conditions it meets. */
    void remember(long[] page, int at, int kind, long micros, int predicates, long order) {
        for (long left = memoriesByKind[kind]; left != 0; left &= left - 1) {
            Memory memory = memories[Long.numberOfTrailingZeros(left)];
            int required = memory.required()[kind];
            if ((predicates & required) != required) {
                continue;
            }
            int word = at + memory.word();
            if (memory.size() == 1) {
                page[word] = micros;
            } else {
                switch (memory.of()) {
                    case TOUCHES -> push(page, word, memory.size(), micros);
                    case DAYS -> rememberDay(page, word, memory.size(), micros);
                    case ORDERS -> rememberOrder(page, word, memory.size(), micros, order);
                }
            }
        }
    }

    /** The highest stage with a clause that holds at a moment; 0 for none. */
    int highest(long[] page, int at, long micros) {
        for (int stage = stages.length - 1; stage > 0; stage--) {
            if (holds(page, at, stage, micros)) {
                return stage;
            }
        }
        return 0;
    }

    /** The highest stage after a touch of a kind to someone who stands on {@code stage} still. */
    int highest(long[] page, int at, long micros, int kind, int stage) {
        for (int raised = (raisedByKind[kind] >>> (stage + 1)) << (stage + 1); raised != 0; ) {
            int candidate = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(raised);
            if (holds(page, at, candidate, micros)) {
                return candidate;
            }
            raised ^= 1 << candidate;
        }
        return stage;
    }

    /** True if some clause of a stage holds beyond a moment. */
    boolean holds(long[] page, int at, int stage, long micros) {
        for (Term term : stages[stage]) {
            if (until(page, at, term) > micros) {
                return true;
            }
        }
        return false;
    }

    /**
     * The moment at which the last of a stage's clauses ceases to hold if nothing more happens; at most
     * {@link LadderProgram#FOREVER}, and long past if none holds.
     */
    long until(long[] page, int at, int stage) {
        long until = StatePages.EMPTY;
        for (Term term : stages[stage]) {
            until = Math.max(until, until(page, at, term));
        }
        return until;
    }

    private long until(long[] page, int at, Term term) {
        if (term.flag() != 0) {
            return (LadderState.flags(page, at) & term.flag()) == 0 ? StatePages.EMPTY : LadderProgram.FOREVER;
        }
        long until = Math.min(page[at + term.word()] + term.window(), LadderProgram.FOREVER);
        if (term.window() == LadderProgram.FOREVER && page[at + term.word()] != StatePages.EMPTY) {
            until = LadderProgram.FOREVER;
        }
        return term.standingOn() == 0 ? until : Math.min(until, until(page, at, term.standingOn()));
    }

    private static void push(long[] page, int word, int size, long micros) {
        System.arraycopy(page, word, page, word + 1, size - 1);
        page[word] = micros;
    }

    /** One instant a day, the latest: a day's second touch takes the place of its first. */
    private void rememberDay(long[] page, int word, int size, long micros) {
        long latest = page[word];
        if (latest == StatePages.EMPTY || days.day(latest) != days.day(micros)) {
            push(page, word, size, micros);
        } else {
            page[word] = micros;
        }
    }

    /** One instant an order, the latest, the most recent order first: pairs of instant and order. */
    private static void rememberOrder(long[] page, int word, int size, long micros, long order) {
        int found = size - 1;
        for (int i = 0; i < size; i++) {
            if (order != 0 && page[word + 2 * i] != StatePages.EMPTY && page[word + 2 * i + 1] == order) {
                found = i;
                break;
            }
        }
        System.arraycopy(page, word, page, word + 2, 2 * found);
        page[word] = micros;
        page[word + 1] = order;
    }
}
