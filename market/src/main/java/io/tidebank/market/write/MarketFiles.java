package io.tidebank.market.write;

import io.tidebank.market.draft.Tally;
import io.tidebank.market.life.Lives;
import io.tidebank.market.life.Surroundings;
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
        try (Spool spool = new Spool(folder.resolve(".spool"), slices)) {
            Tally tally = live(spool);
            return new Written(render(spool, slices, touches), tally);
        }
    }

    /** A row for each person, by living all lives once more. */
    public void writePeople() {
        IdentifierText text = new IdentifierText(plan.seed);
        try (ParquetWriter writer = new ParquetWriter(folder)) {
            Lives lives = plan.lives.get();
            writer.write(
                    new PeopleReader(writer.allocator(), lives, plan.surroundings.calendar(), text, plan.people),
                    folder.resolve("people.parquet"));
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
        Tally total = new Tally();
        all.forEach(lives -> total.add(lives.tally()));
        return total;
    }

    private List<Path> render(Spool spool, Slices slices, Path touches) {
        Words words = new Words(plan.surroundings, plan.words.importId(), plan.words.currency(), plan.words.country());
        int[] filled = IntStream.range(0, slices.count())
                .filter(slice -> spool.rows(slice) > 0)
                .toArray();
        Path[] files = new Path[filled.length];
        new Crew("Touches are written", filled.length, plan.threads, progress).run(worker -> {
            ParquetWriter writer = new ParquetWriter(folder);
            IdentifierText text = new IdentifierText(plan.seed);
            return new Crew.Task() {
                @Override
                public void run(int number) throws IOException {
                    int slice = filled[number];
                    files[number] = touches.resolve(name(number, slices.start(slice)));
                    TouchReader reader =
                            new TouchReader(writer.allocator(), spool.read(slice), slices.start(slice), words, text);
                    writer.write(reader, files[number]);
                }

                @Override
                public void close() {
                    writer.close();
                }
            };
        });
        return List.of(files);
    }

    private String name(int number, long startMillis) {
        LocalDate day = LocalDate.ofInstant(Instant.ofEpochMilli(startMillis), plan.zone);
        return "touches-%05d-%s.parquet".formatted(number + 1, day);
    }
}
