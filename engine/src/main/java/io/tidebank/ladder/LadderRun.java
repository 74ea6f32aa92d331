package io.tidebank.ladder;

import io.tidebank.error.TidebankException;
import io.tidebank.fold.ConsumerRange;
import io.tidebank.fold.DayClock;
import io.tidebank.fold.FoldError;
import io.tidebank.fold.FoldRunner;
import io.tidebank.fold.OrderVoids;
import io.tidebank.fold.StatePages;
import io.tidebank.lake.TouchFile;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * All ladders over one range of consumers: from nothing over the whole history, or on from the kept state over what is
 * new. Writes intervals inside the caller's transaction and changes the counts.
 */
final class LadderRun implements AutoCloseable {

    private static final int MOST_PORTIONS = 4;

    private final Connection writing;
    private final FoldRunner runner;
    private final StageTables tables;
    private final ConsumerRange range;
    private final List<StageCounts> counts;
    private final List<List<LadderShard>> lanes = new ArrayList<>();
    private final Runnable afterScan;
    private IntervalWriter writer;

    /** @param state per lane, per ladder; empty pages unless {@code resumes} */
    LadderRun(Setup setup, ConsumerRange range, List<List<StatePages>> state, boolean resumes) {
        this.writing = setup.writing();
        this.runner = setup.runner();
        this.tables = setup.tables();
        this.range = range;
        this.counts = setup.counts();
        this.afterScan = setup.afterScan();
        this.writer = new IntervalWriter(writing, StageTables.CLOSED);
        for (List<StatePages> pages : state) {
            List<LadderShard> shards = new ArrayList<>();
            for (int ladder = 0; ladder < pages.size(); ladder++) {
                LadderProgram program = setup.programs().get(ladder);
                shards.add(new LadderShard(ladder, program, setup.days().copy(), pages.get(ladder), resumes, writer));
            }
            lanes.add(shards);
        }
    }

    /** What every range of one refresh shares. */
    record Setup(
            Connection writing,
            FoldRunner runner,
            StageTables tables,
            List<LadderProgram> programs,
            List<StageCounts> counts,
            DayClock days,
            Runnable afterScan) {}

    /** Lets go of the connection, also in the middle of things. */
    @Override
    public void close() {
        writer.abandon();
    }

    /** The shards: per lane, per ladder. */
    List<List<LadderShard>> lanes() {
        return lanes;
    }

    /** Everyone's history from the beginning. */
    void whole(Connection reading, List<TouchFile> files, BitSet aside, OrderVoids voids) {
        FoldRunner.Run all = new FoldRunner.Run("All touches", files, "", range, aside, voids);
        BitSet left = runner.advanceAndReplay(reading, all, lanes);
        if (!left.isEmpty()) {
            switchTo(new IntervalWriter(writing, StageTables.CLOSED));
            afterScan.run();
            replay(left, files, voids);
        }
        switchTo(new IntervalWriter(writing, StageTables.TAIL));
    }

    /** Replays consumers from the beginning, as many at a time as there is memory for their touches. */
    private void replay(BitSet consumers, List<TouchFile> all, OrderVoids voids) {
        BitSet left = consumers;
        while (!left.isEmpty()) {
            tables.listIds(writing, left);
            FoldRunner.Run some = new FoldRunner.Run("Late touches", all, StageTables.REPLAYED_IDS, range, left, voids);
            left = runner.advanceAndReplay(writing, some, lanes);
            switchTo(new IntervalWriter(writing, StageTables.CLOSED));
        }
    }

    /** What is new, on top of the state; consumers in {@code replay}, and those with late touches, from the beginning. */
    void onward(Connection reading, List<TouchFile> added, List<TouchFile> all, BitSet replay, OrderVoids voids) {
        BitSet again = within(replay);
        runner.advance(reading, new FoldRunner.Run("New touches", added, "", range, again, voids), lanes);
        switchTo(new IntervalWriter(writing, StageTables.CLOSED));
        afterScan.run();
        BitSet late = new BitSet();
        shards().forEach(shard -> late.or(shard.late()));
        late.andNot(again);
        refuseTooMany(late, all);
        again.or(late);
        for (int lane = 0; lane < lanes.size(); lane++) {
            forget(lane, again);
        }
        tables.takeOut(writing, changed(), again, counts);
        replay(again, all, voids);
    }

    /** They are read in portions, and many portions take longer than everybody at once, where nobody's touches are late. */
    private void refuseTooMany(BitSet late, List<TouchFile> all) {
        long touches = all.stream().mapToLong(TouchFile::rows).sum();
        double theirs = (double) touches * late.cardinality() / Math.max(1, runner.consumers());
        if (theirs > MOST_PORTIONS * (double) runner.replayedAtOnce()) {
            throw new TidebankException(
                    FoldError.TOO_MANY_LATE, "%,d consumers have late touches".formatted(late.cardinality()));
        }
    }

    /** Projects what follows from everyone's state; {@code consumers} is one more than the largest number. */
    void projectAll(int consumers) {
        project((lane, shard) -> {
            int end = Math.min(range.to(), consumers);
            for (int consumer = range.from() + lane; consumer < end; consumer += lanes.size()) {
                shard.project(consumer);
            }
        });
    }

    /** Projects what follows from the state of everyone who changed on any ladder: their tails were taken out on all. */
    void projectChanged() {
        List<BitSet> changed = lanes.stream().map(LadderRun::changed).toList();
        project((lane, shard) -> changed.get(lane).stream().forEach(shard::project));
    }

    private void project(BiConsumer<Integer, LadderShard> projection) {
        switchTo(new IntervalWriter(writing, StageTables.TAIL));
        IntStream.range(0, lanes.size())
                .parallel()
                .forEach(lane -> lanes.get(lane).forEach(shard -> projection.accept(lane, shard)));
        switchTo(new IntervalWriter(writing, StageTables.TAIL));
        for (List<LadderShard> lane : lanes) {
            for (int ladder = 0; ladder < lane.size(); ladder++) {
                counts.get(ladder).addAll(lane.get(ladder).counts());
            }
        }
    }

    /** Sends what is left to the present writer, waits for it, and goes on with the next. */
    private void switchTo(IntervalWriter next) {
        shards().forEach(shard -> shard.redirect(next));
        writer.close();
        writer = next;
    }

    private void forget(int lane, BitSet consumers) {
        consumers.stream()
                .filter(consumer -> (consumer & (lanes.size() - 1)) == lane)
                .forEach(consumer -> lanes.get(lane).forEach(shard -> shard.forget(consumer)));
    }

    private BitSet changed() {
        BitSet changed = new BitSet();
        lanes.forEach(lane -> changed.or(changed(lane)));
        return changed;
    }

    private static BitSet changed(List<LadderShard> lane) {
        BitSet changed = new BitSet();
        lane.forEach(shard -> changed.or(shard.changed()));
        return changed;
    }

    private BitSet within(BitSet consumers) {
        BitSet inside = (BitSet) consumers.clone();
        inside.clear(0, range.from());
        if (range.to() < inside.length()) {
            inside.clear(range.to(), inside.length());
        }
        return inside;
    }

    private Stream<LadderShard> shards() {
        return lanes.stream().flatMap(List::stream);
    }
}
