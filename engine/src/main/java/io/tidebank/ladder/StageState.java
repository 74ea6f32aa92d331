package io.tidebank.ladder;

import io.tidebank.error.TidebankException;
import io.tidebank.fold.ConsumerRange;
import io.tidebank.fold.FoldError;
import io.tidebank.fold.StateChanges;
import io.tidebank.fold.StateFile;
import io.tidebank.fold.StatePages;
import io.tidebank.lake.iceberg.DiskSync;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the ladders' state is between refreshes: in files (all pages of a full refresh, then what each further one has
 * changed, until the changes outweigh the pages), and in memory as long as one range holds everyone.
 */
final class StageState {

    private static final int MOST_CHANGES = 64;

    /** Names the files of a folder that belong together: what a power cut took of them is missed. */
    private static final String LIST = "files.list";

    private final List<Ladder> ladders;
    private final List<LadderProgram> programs;
    private final int lanes;
    private @Nullable Path residentFolder;
    private List<List<StatePages>> resident = List.of();

    StageState(List<Ladder> ladders, List<LadderProgram> programs, int lanes) {
        this.ladders = ladders;
        this.programs = programs;
        this.lanes = lanes;
    }

    /** Empty state of a range: per lane, per ladder. */
    List<List<StatePages>> fresh(ConsumerRange range) {
        List<List<StatePages>> state = new ArrayList<>();
        for (int lane = 0; lane < lanes; lane++) {
            List<StatePages> pages = new ArrayList<>();
            for (LadderProgram program : programs) {
                pages.add(new StatePages(program.words(), lanes, range.from()));
            }
            state.add(pages);
        }
        return state;
    }

    /** Writes everything. */
    void write(Path folder, ConsumerRange range, List<List<StatePages>> state) {
        each((lane, ladder) -> StateFile.write(
                file(folder, range, lane, ladder), state.get(lane).get(ladder)));
    }

    /** Reads what was kept in a folder; a resident state is handed out once, since the run that gets it will change it. */
    List<List<StatePages>> read(Path folder, ConsumerRange range) {
        if (folder.equals(residentFolder)) {
            residentFolder = null;
            List<List<StatePages>> kept = resident;
            resident = List.of();
            return kept;
        }
        if (!names(folder).containsAll(list(folder))) {
            throw new TidebankException(FoldError.STATE_BROKEN, "State files are gone from " + folder);
        }
        List<List<StatePages>> state = fresh(range);
        each((lane, ladder) ->
                read(range, file(folder, range, lane, ladder), state.get(lane).get(ladder)));
        return state;
    }

    /** Keeps the state that a folder holds in memory too; it is used if that folder is what the next refresh goes on from. */
    void keep(Path folder, List<List<StatePages>> state) {
        residentFolder = folder;
        resident = state;
    }

    /** Writes what has changed since {@code before}, beside what was written then. */
    void writeChanged(Path before, Path folder, ConsumerRange range, List<List<LadderShard>> shards) {
        each((lane, ladder) -> {
            LadderShard shard = shards.get(lane).get(ladder);
            Path old = file(before, range, lane, ladder);
            Path next = file(folder, range, lane, ladder);
            List<Path> changes = changes(old);
            if (!StateFile.exists(old) || outweighed(old, changes, shard)) {
                StateFile.write(next, shard.state());
            } else {
                link(old, next);
                for (int i = 0; i < changes.size(); i++) {
                    link(changes.get(i), change(next, i));
                }
                StateChanges.write(change(next, changes.size()), shard.state(), shard.changed());
            }
        });
    }

    /** Writes down which files the folder holds, once it holds all; from then on they are missed whatever happens. */
    void seal(Path folder) {
        Path list = folder.resolve(LIST);
        try {
            Files.write(list, names(folder));
            DiskSync.files(List.of(list));
        } catch (IOException e) {
            throw notWritten(list, e);
        }
    }

    private static List<String> list(Path folder) {
        Path list = folder.resolve(LIST);
        try {
            return Files.readAllLines(list);
        } catch (IOException e) {
            throw broken(list, e);
        }
    }

    private static List<String> names(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw broken(folder, e);
        }
    }

    /** A later range may have no file yet, since nobody was in it; the first one always has. */
    private static void read(ConsumerRange range, Path file, StatePages into) {
        if (range.from() == 0 || StateFile.exists(file)) {
            StateFile.read(file, into);
            changes(file).forEach(change -> StateChanges.read(change, into));
        }
    }

    private static boolean outweighed(Path file, List<Path> changes, LadderShard shard) {
        BitSet changed = shard.changed();
        long bytes = (long) changed.cardinality() * (1 + shard.state().words()) * Long.BYTES;
        for (Path change : changes) {
            bytes += size(change);
        }
        return changes.size() >= MOST_CHANGES || bytes > size(file) / 2;
    }

    private static List<Path> changes(Path file) {
        List<Path> changes = new ArrayList<>();
        while (Files.exists(change(file, changes.size()))) {
            changes.add(change(file, changes.size()));
        }
        return changes;
    }

    private static Path change(Path file, int number) {
        return file.resolveSibling(file.getFileName() + "." + number);
    }

    private Path file(Path folder, ConsumerRange range, int lane, int ladder) {
        return folder.resolve("%s-%d-%d.state".formatted(ladders.get(ladder).name(), range.from(), lane));
    }

    /** A second name for the same file; a copy where the disk knows no second names. */
    private static void link(Path from, Path to) {
        try {
            Files.createLink(to, from);
        } catch (UnsupportedOperationException | IOException e) {
            copy(from, to);
        }
    }

    private static void copy(Path from, Path to) {
        try {
            Files.copy(from, to);
        } catch (NoSuchFileException e) {
            throw broken(from, e);
        } catch (IOException e) {
            throw notWritten(to, e);
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw broken(file, e);
        }
    }

    private static TidebankException broken(Path file, IOException e) {
        return new TidebankException(
                FoldError.STATE_BROKEN, "State file %s cannot be used: %s".formatted(file, e.getMessage()), e);
    }

    private static TidebankException notWritten(Path file, IOException e) {
        return new TidebankException(
                FoldError.STATE_NOT_WRITTEN, "State cannot be written to %s: %s".formatted(file, e.getMessage()), e);
    }

    private interface Visitor {
        void visit(int lane, int ladder);
    }

    private void each(Visitor visitor) {
        for (int lane = 0; lane < lanes; lane++) {
            for (int ladder = 0; ladder < programs.size(); ladder++) {
                visitor.visit(lane, ladder);
            }
        }
    }
}
