package io.tidebank.market.write;

import io.tidebank.market.life.Lives;
import io.tidebank.market.life.Surroundings;
import io.tidebank.market.life.Tally;
import io.tidebank.sql.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Makes the files of one market in two steps: people live, block by block, into the spool; then the slices of time
 * are rendered, a file each. Memory depends on the threads and on the size of a slice, not on the number of people.
 */
public final class MarketFiles {

    private final Path folder;
    private final Plan plan;
    private final Progress progress;

    /**
     * What to write.
     *
     * @param lives makes the people for one thread
     * @param tellsPeople whether people.parquet is written too
     * @param words what rows say about the whole market
     */
    public record Plan(
            long seed,
            long people,
            long expectedTouches,
            int threads,
            ZoneId zone,
            Surroundings surroundings,
            Supplier<Lives> lives,
            boolean tellsPeople,
            Wording words) {}

    /** What every row says. */
    public record Wording(String importId, String currency, String country) {}

    /** What was written. */
    public record Written(List<Path> touchFiles, Tally tally) {}

    public MarketFiles(Path folder, Plan plan, Progress progress) {
        this.folder = folder;
        this.plan = plan;
        this.progress = progress;
    }

    /** Writes the files; a thread that is cancelled throws a {@link CancellationException}. */
    public Written write() throws IOException {
        Slices slices = Slices.of(plan.surroundings.calendar(), plan.expectedTouches);
        Path touches = Files.createDirectories(folder.resolve("touches"));
        Path scratch = Files.createDirectories(folder.resolve(".scratch"));
        try (Spool spool = new Spool(scratch.resolve("drafts"), slices)) {
            Tally tally = live(spool);
            return new Written(render(spool, slices, touches), tally);
        } finally {
            Files.deleteIfExists(scratch);
        }
    }

    private Tally live(Spool spool) {
        long blockPeople = Math.clamp(plan.people / 64, 512, 65_536);
        int blocks = Math.toIntExact((plan.people + blockPeople - 1) / blockPeople);
        List<Lives> all = new ArrayList<>();
        for (int i = 0; i < plan.threads; i++) {
            all.add(plan.lives.get());
        }
        new Crew("People live", blocks, plan.threads, progress).run(worker -> {
            Spool.Writer writer = spool.writer();
            Lives lives = all.get(worker);
            return block -> {
                writer.begin(block);
                long end = Math.min(plan.people, (block + 1) * blockPeople);
                for (long person = block * blockPeople; person < end; person++) {
                    lives.live(person, writer);
                }
                writer.end();
            };
        });
        Tally total = new Tally(plan.surroundings.calendar());
        all.forEach(lives -> total.add(lives.tally()));
        return total;
    }

    /** Piece 0 is the people, since it takes longest; the others are the slices that have touches. */
    private List<Path> render(Spool spool, Slices slices, Path touches) {
        Words words = new Words(plan.surroundings, plan.words.importId(), plan.words.currency(), plan.words.country());
        int[] filled = IntStream.range(0, slices.count())
                .filter(slice -> spool.rows(slice) > 0)
                .toArray();
        List<Path> files = IntStream.range(0, filled.length)
                .mapToObj(number -> touches.resolve(name(number, slices.start(filled[number]))))
                .toList();
        new Crew("Touches are written", filled.length + 1, plan.threads, progress).run(worker -> {
            Press press = new Press(
                    spool, slices, words, plan.seed, folder.resolve(".scratch").resolve("spill"));
            return Crew.Task.of(press, piece -> {
                if (piece > 0) {
                    press.touches(filled[piece - 1], files.get(piece - 1));
                } else if (plan.tellsPeople) {
                    press.people(
                            plan.lives.get(),
                            plan.surroundings.calendar(),
                            plan.people,
                            folder.resolve("people.parquet"));
                }
            });
        });
        return files;
    }

    private String name(int number, long startMillis) {
        LocalDate day = LocalDate.ofInstant(Instant.ofEpochMilli(startMillis), plan.zone);
        return "touches-%05d-%s.parquet".formatted(number + 1, day);
    }
}
