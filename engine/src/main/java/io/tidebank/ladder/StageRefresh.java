package io.tidebank.ladder;

import io.tidebank.fold.ConsumerNumbers;
import io.tidebank.fold.ConsumerRange;
import io.tidebank.fold.DayClock;
import io.tidebank.fold.FoldRunner;
import io.tidebank.fold.OrderVoids;
import io.tidebank.fold.Predicates;
import io.tidebank.fold.StatePages;
import io.tidebank.fold.TouchScan;
import io.tidebank.lake.TouchFile;
import io.tidebank.lake.TouchTable;
import io.tidebank.lake.timeline.Timeline;
import io.tidebank.money.HomeAmount;
import io.tidebank.sql.EngineSettings;
import io.tidebank.sql.Progress;
import io.tidebank.touch.TouchKinds;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Brings the stage intervals and daily counts of all ladders of a brand up to a snapshot of the lake, inside one
 * transaction of the serving file. Consumers whose state does not fit into the memory setting together are folded in
 * ranges, one after the other.
 */
public final class StageRefresh {

    private static final int RANGE_STEP = 1 << 16;

    private final List<Ladder> ladders;
    private final List<LadderProgram> programs = new ArrayList<>();
    private final TouchTable table;
    private final Timeline timeline;
    private final TouchKinds kinds;
    private final Predicates predicates = new Predicates();
    private final DayClock days;
    private final StageTables tables;
    private final int lanes;
    private final StageState state;
    private final int rangeSize;
    private final long replayBytes;

    public StageRefresh(
            List<Ladder> ladders,
            TouchKinds kinds,
            TouchTable table,
            Timeline timeline,
            DayClock days,
            EngineSettings settings) {
        this.ladders = List.copyOf(ladders);
        this.days = days;
        this.table = table;
        this.timeline = timeline;
        this.kinds = kinds;
        ladders.forEach(ladder -> programs.add(LadderProgram.compile(ladder, kinds, predicates)));
        this.tables = new StageTables(ladders, days);
        this.lanes = Integer.highestOneBit(settings.threads());
        this.state = new StageState(this.ladders, programs, lanes);
        long perConsumer =
                Math.max(1, programs.stream().mapToLong(LadderProgram::words).sum()) * Long.BYTES;
        long fitting = Math.clamp(settings.foldBytes() / perConsumer, RANGE_STEP, 1L << 30);
        this.replayBytes = settings.foldBytes() / 2;
        this.rangeSize = (int) (fitting / RANGE_STEP * RANGE_STEP);
    }

    /**
     * One refresh.
     *
     * @param writing in a transaction that the caller commits or rolls back
     * @param reading reads the lake meanwhile
     * @param consumers everyone known so far; learns of new ones
     * @param all files of the snapshot to refresh to
     * @param voids orders void in that snapshot
     * @param money what conditions on money mean
     * @param special consumers to be read from the beginning: buyers of voided orders, merged ones
     * @param state folder that the new state goes to
     * @param afterScan runs in the transaction once all touches are read, so that new identifiers can be written down
     */
    public record Work(
            Connection writing,
            Connection reading,
            ConsumerNumbers consumers,
            List<TouchFile> all,
            OrderVoids voids,
            HomeAmount money,
            BitSet special,
            Path state,
            Runnable afterScan,
            Progress progress) {}

    /** Makes everything anew from the whole history. */
    public void whole(Work work) {
        tables.create(work.writing());
        List<StageCounts> counts = new ArrayList<>();
        ladders.forEach(ladder -> counts.add(new StageCounts(ladder.stages().size())));
        int from = 0;
        do {
            ConsumerRange range = new ConsumerRange(from, from + rangeSize);
            List<List<StatePages>> pages = state.fresh(range);
            try (LadderRun run = new LadderRun(setup(work, counts), range, pages, false)) {
                run.whole(work.reading(), work.all(), work.special(), work.voids());
                // Projecting only reads the state: the disk takes it meanwhile.
                try (BesideWork written = BesideWork.start(() -> state.write(work.state(), range, pages))) {
                    work.afterScan().run();
                    run.projectAll(work.consumers().size());
                    written.await();
                }
            }
            keep(work, pages);
            from += rangeSize;
        } while (from < work.consumers().size());
        state.seal(work.state());
        tables.saveCounts(work.writing(), counts);
    }

    /**
     * Goes on from the kept state.
     *
     * @param added files that the state has not seen
     * @param before folder that the kept state lies in
     */
    public void onward(Work work, List<TouchFile> added, Path before) {
        List<StageCounts> counts = tables.loadCounts(work.writing());
        int from = 0;
        do {
            ConsumerRange range = new ConsumerRange(from, from + rangeSize);
            List<List<StatePages>> pages = state.read(before, range);
            try (LadderRun run = new LadderRun(setup(work, counts), range, pages, true)) {
                run.onward(work.reading(), added, work.all(), work.special(), work.voids());
                run.projectChanged();
                state.writeChanged(before, work.state(), range, run.lanes());
            }
            keep(work, pages);
            from += rangeSize;
        } while (from < work.consumers().size());
        state.seal(work.state());
        tables.saveCounts(work.writing(), counts);
    }

    /** Everyone in one range may stay in memory, which was reckoned with; one range of several may not. */
    private void keep(Work work, List<List<StatePages>> pages) {
        if (work.consumers().size() <= rangeSize) {
            state.keep(work.state(), pages);
        }
    }

    private LadderRun.Setup setup(Work work, List<StageCounts> counts) {
        TouchScan scan = new TouchScan(table, timeline, kinds, predicates, work.money());
        FoldRunner runner = new FoldRunner(scan, work.consumers(), work.progress(), replayBytes);
        return new LadderRun.Setup(work.writing(), runner, tables, programs, counts, days, work.afterScan());
    }

    /** Whether stages depend on money, and so on rates. */
    public boolean readMoney() {
        return predicates.read(HomeAmount.COLUMN);
    }

    /** What state depends on besides the touches: kept state of another layout is of no use. */
    public String layout() {
        return "%d lanes of ranges of %d".formatted(lanes, rangeSize);
    }
}
