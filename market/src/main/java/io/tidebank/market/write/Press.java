package io.tidebank.market.write;

import io.tidebank.market.life.Lives;
import io.tidebank.market.plan.Calendar;
import java.io.IOException;
import java.nio.file.Path;

/** One thread's means of writing: renders slices of the spool and the people behind them. */
final class Press implements AutoCloseable {

    private final Spool spool;
    private final Slices slices;
    private final Words words;
    private final IdentifierText text;
    private final ParquetWriter writer;

    Press(Spool spool, Slices slices, Words words, long seed, Path scratch) {
        this.spool = spool;
        this.slices = slices;
        this.words = words;
        text = new IdentifierText(seed);
        writer = new ParquetWriter(scratch);
    }

    /** The touches that arrive within a slice. */
    void touches(int slice, Path file) throws IOException {
        writer.write(new TouchReader(writer.allocator(), spool.read(slice), slices.start(slice), words, text), file);
    }

    /** A row for each person, by living all lives once more. */
    void people(Lives lives, Calendar calendar, long people, Path file) {
        writer.write(new PeopleReader(writer.allocator(), lives, calendar, text, people), file);
    }

    @Override
    public void close() {
        writer.close();
    }
}
