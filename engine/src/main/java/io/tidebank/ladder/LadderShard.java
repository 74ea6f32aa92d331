package io.tidebank.ladder;

import io.tidebank.fold.DayClock;
import io.tidebank.fold.FoldShard;
import io.tidebank.fold.History;
import io.tidebank.fold.OrderVoids;
import io.tidebank.fold.StatePages;
import java.util.BitSet;
import java.util.TreeSet;

/**
 * One ladder for the consumers of one shard: advances their state touch by touch and emits an interval whenever a stage
 * ends, be it by a touch or by the passing of time between two touches.
 *
 * <p>A replay runs once more for every moment at which an order became void, each time as if the orders void by then had
 * never been, and keeps from each run what lies between two such moments. Pieces of one stage that meet are joined.
 *
 * <p>Intervals that can no longer change (all before the latest touch) are <em>closed</em>. What follows from the state
 * if nothing more happens is the <em>tail</em>: it is projected once at the end.
 */
final class LadderShard implements FoldShard {

    private static final long NEVER_BEFORE = Long.MIN_VALUE;

    private final int ladder;
    private final int words;
    private final long[] memoriesByKind;
    private final int[] flagsBegun;
    private final int[] flagsEnded;
    private final LadderRules rules;
    private final DayClock days;
    private final StatePages state;
    private final StageCounts counts;
    private final boolean resumes;
    private final BitSet changed = new BitSet();
    private final BitSet late = new BitSet();
    private IntervalBuffer.Sink sink;
    private IntervalBuffer buffer = new IntervalBuffer();
    private boolean joining;
    private int heldStage;
    private long heldFrom;
    private long heldTo;
    private long clipFrom = NEVER_BEFORE;
    private long clipTo = LadderProgram.FOREVER;

    /**
     * @param ladder the number that intervals carry for this ladder
     * @param state the shard's state; filled already if the fold resumes
     * @param resumes true if the consumers have a past in {@code state}: touches before it are then found to be late
     */
    LadderShard(
            int ladder,
            LadderProgram program,
            DayClock days,
            StatePages state,
            boolean resumes,
            IntervalBuffer.Sink sink) {
        this.ladder = ladder;
        this.words = program.words();
        this.memoriesByKind = program.memoriesByKind();
        this.flagsBegun = program.flagsBegun();
        this.flagsEnded = program.flagsEnded();
        this.rules = new LadderRules(program, days);
        this.days = days;
        this.state = state;
        this.counts = new StageCounts(program.stageCount());
        this.resumes = resumes;
        this.sink = sink;
    }

    @Override
    public void advance(int consumer, long micros, int kind, int predicates, long order) {
        long mask = memoriesByKind[kind];
        int begun = flagsBegun[kind];
        int ended = flagsEnded[kind];
        if (mask == 0 && begun == 0 && ended == 0) {
            return;
        }
        long[] page = state.page(consumer);
        int at = state.at(consumer);
        if (!resumes || admits(consumer, page, at, micros)) {
            expire(consumer, page, at, micros);
            int before = LadderState.flags(page, at);
            int stage = LadderState.stage(page, at);
            LadderState.head(page, at, micros, (before | begun) & ~ended, stage);
            rules.remember(page, at, kind, micros, predicates, order);
            boolean someStateEnds = (before & ended) != 0;
            int now = someStateEnds ? rules.highest(page, at, micros) : rules.highest(page, at, micros, kind, stage);
            stand(consumer, page, at, stage, now, micros);
        }
    }

    @Override
    public long peek(int consumer) {
        return state.peek(consumer);
    }

    @Override
    public void postpone(int consumer) {
        changed.set(consumer);
        late.set(consumer);
    }

    @Override
    public void replay(int consumer, History history, OrderVoids voids) {
        TreeSet<Long> moments = new TreeSet<>();
        for (int i = 0; i < history.size(); i++) {
            long moment = voids.moment(history.order(i));
            if (moment != OrderVoids.NEVER) {
                moments.add(moment);
            }
        }
        joining = true;
        heldStage = 0;
        long from = NEVER_BEFORE;
        for (long to : moments) {
            replay(consumer, history, voids, from, to);
            from = to;
        }
        replay(consumer, history, voids, from, LadderProgram.FOREVER);
        joining = false;
        release(consumer);
    }

    /** Lets go of the interval held back: what goes on from it begins where it began. */
    private void release(int consumer) {
        long[] page = state.page(consumer);
        int at = state.at(consumer);
        int stage = LadderState.stage(page, at);
        if (heldStage != 0 && stage == heldStage && LadderState.since(page, at) == heldTo) {
            LadderState.since(page, at, heldFrom);
        } else if (heldStage != 0) {
            write(consumer, heldStage, heldFrom, heldTo);
        }
        heldStage = 0;
    }

    /** Replays as if the orders void at {@code from} had never been; what comes out holds from then until {@code to}. */
    private void replay(int consumer, History history, OrderVoids voids, long from, long to) {
        long[] page = state.page(consumer);
        int at = state.at(consumer);
        LadderState.clear(page, at, words);
        clipFrom = from;
        clipTo = to;
        changed.set(consumer);
        late.clear(consumer);
        for (int i = 0; i < history.size(); i++) {
            if (voids.moment(history.order(i)) > from) {
                advance(consumer, history.micros(i), history.kind(i), history.predicates(i), history.order(i));
            }
        }
        if (to != LadderProgram.FOREVER) {
            project(consumer);
        } else if (from != NEVER_BEFORE) {
            catchUp(consumer, page, at, from);
        }
        clipFrom = NEVER_BEFORE;
        clipTo = LadderProgram.FOREVER;
    }

    /** The past up to a moment has been emitted; whatever the consumer stands on now is open from then only. */
    private void catchUp(int consumer, long[] page, int at, long micros) {
        expire(consumer, page, at, micros);
        int stage = LadderState.stage(page, at);
        if (stage != 0) {
            LadderState.since(page, at, Math.max(micros, LadderState.since(page, at)));
        }
        LadderState.head(page, at, Math.max(micros, LadderState.seen(page, at)), LadderState.flags(page, at), stage);
    }

    /** Emits what follows from a consumer's state if nothing more happens. */
    void project(int consumer) {
        if (!state.has(consumer)) {
            return;
        }
        long[] page = state.page(consumer);
        int at = state.at(consumer);
        int stage = LadderState.stage(page, at);
        long since = stage == 0 ? 0 : LadderState.since(page, at);
        while (stage != 0) {
            long until = rules.until(page, at, stage);
            emit(consumer, stage, since, until);
            since = until;
            stage = until >= LadderProgram.FOREVER ? 0 : rules.highest(page, at, until);
        }
    }

    /** Sends on what is in the buffer, and further intervals elsewhere. */
    void redirect(IntervalBuffer.Sink next) {
        if (buffer.size > 0) {
            buffer = sink.exchange(buffer);
        }
        sink = next;
    }

    StageCounts counts() {
        return counts;
    }

    /** Consumers whose state has changed since the shard was made. */
    BitSet changed() {
        return changed;
    }

    /** Consumers of whom a touch came that lies before what their state has seen: to be replayed. */
    BitSet late() {
        return late;
    }

    StatePages state() {
        return state;
    }

    /** Forgets a consumer altogether: one that was merged into another. */
    void forget(int consumer) {
        if (state.has(consumer)) {
            LadderState.clear(state.page(consumer), state.at(consumer), words);
        }
        changed.set(consumer);
    }

    private boolean admits(int consumer, long[] page, int at, long micros) {
        if (late.get(consumer)) {
            return false;
        }
        if (!changed.get(consumer)) {
            changed.set(consumer);
            if (micros <= LadderState.seen(page, at)) {
                late.set(consumer);
                return false;
            }
        }
        return true;
    }

    /** Moves the consumer down the ladder for as long as stages end before or at a moment. */
    private void expire(int consumer, long[] page, int at, long micros) {
        int stage = LadderState.stage(page, at);
        if (stage == 0 || rules.holds(page, at, stage, micros)) {
            return;
        }
        long until = rules.until(page, at, stage);
        int standing = stage;
        long since = LadderState.since(page, at);
        while (standing != 0 && until <= micros) {
            emit(consumer, standing, since, until);
            since = until;
            standing = rules.highest(page, at, until);
            until = rules.until(page, at, standing);
        }
        LadderState.head(page, at, LadderState.seen(page, at), LadderState.flags(page, at), standing);
        LadderState.since(page, at, since);
    }

    private void stand(int consumer, long[] page, int at, int before, int now, long micros) {
        if (before != now) {
            if (before != 0) {
                emit(consumer, before, LadderState.since(page, at), micros);
            }
            LadderState.head(page, at, LadderState.seen(page, at), LadderState.flags(page, at), now);
            LadderState.since(page, at, micros);
        }
    }

    private void emit(int consumer, int stage, long from, long to) {
        long begin = Math.max(from, clipFrom);
        long end = Math.min(to, clipTo);
        if (begin >= end) {
            return;
        }
        if (!joining) {
            write(consumer, stage, begin, end);
        } else if (stage == heldStage && begin == heldTo) {
            heldTo = end;
        } else {
            if (heldStage != 0) {
                write(consumer, heldStage, heldFrom, heldTo);
            }
            heldStage = stage;
            heldFrom = begin;
            heldTo = end;
        }
    }

    private void write(int consumer, int stage, long from, long to) {
        if (to >= LadderProgram.FOREVER) {
            counts.addOpen(stage, days.day(from));
        } else {
            counts.add(stage, days.day(from), days.day(to));
        }
        buffer.add(ladder, consumer, stage, from, to);
        if (buffer.isFull()) {
            buffer = sink.exchange(buffer);
        }
    }
}
