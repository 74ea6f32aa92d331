package io.tidebank.cli.terminal;

import io.tidebank.sql.Progress;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;

/** Shows progress: one line drawn again and again on a terminal, a plain line now and then in a pipe. */
public final class ProgressLine implements Progress, AutoCloseable {

    private static final long REDRAW_MILLIS = 100;
    private static final long PLAIN_MILLIS = 5_000;
    private static final int BAR = 24;
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final PrintWriter out;
    private final boolean redraws;
    private final InstantSource clock;
    private final Interruption interruption;
    private String step = "";
    private long stepStarted;
    private long nextPrint;
    private boolean drawn;

    public ProgressLine(PrintWriter out, boolean redraws, InstantSource clock, Interruption interruption) {
        this.out = out;
        this.redraws = redraws;
        this.clock = clock;
        this.interruption = interruption;
    }

    @Override
    public void at(String newStep, long done, long total) {
        long now = clock.millis();
        boolean stepChanged = !newStep.equals(step);
        if (stepChanged) {
            step = newStep;
            stepStarted = now;
        } else if (now < nextPrint) {
            return;
        }
        nextPrint = now + (redraws ? REDRAW_MILLIS : PLAIN_MILLIS);
        String line = line(done, total, Duration.ofMillis(now - stepStarted));
        if (redraws) {
            out.print(CLEAR_LINE + line);
            drawn = true;
        } else {
            out.println(line);
        }
        out.flush();
    }

    @Override
    public boolean cancelled() {
        return interruption.requested() || Thread.currentThread().isInterrupted();
    }

    @Override
    public void close() {
        if (drawn) {
            out.print(CLEAR_LINE);
            out.flush();
        }
    }

    private String line(long done, long total, Duration elapsed) {
        StringBuilder line = new StringBuilder(step);
        if (total > 0) {
            double part = Math.clamp((double) done / total, 0, 1);
            line.append(redraws ? "  " + bar(part) : "").append("  %3d %%".formatted((int) (part * 100)));
        }
        if (done > 0) {
            line.append("  %,d".formatted(done));
        }
        double seconds = elapsed.toMillis() / 1000.0;
        if (done > 0 && seconds >= 0.5) {
            double rate = done / seconds;
            line.append(String.format(Locale.ROOT, "  %,.0f/s", rate));
            if (total > done) {
                line.append("  ")
                        .append(span((long) Math.ceil((total - done) / rate)))
                        .append(" left");
            }
        }
        return line.toString();
    }

    private static String bar(double part) {
        int full = (int) Math.round(part * BAR);
        return "█".repeat(full) + "░".repeat(BAR - full);
    }

    private static String span(long seconds) {
        if (seconds < 60) {
            return seconds + " s";
        }
        return seconds < 3600
                ? "%d min %02d s".formatted(seconds / 60, seconds % 60)
                : "%d h %02d min".formatted(seconds / 3600, seconds / 60 % 60);
    }
}
