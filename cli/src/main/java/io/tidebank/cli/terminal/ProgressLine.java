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
    private static final int SHORTEST_BAR = 6;

    /** Of so few steps, or of per cent, neither count nor rate says anything. */
    private static final int FEW = 100;

    private static final String CLEAR_LINE = "\r\u001b[K";

    private final PrintWriter out;
    private final boolean redraws;
    private final boolean tellsSteps;
    private final int columns;
    private final InstantSource clock;
    private final Interruption interruption;
    private String step = "";
    private long stepStarted;
    private long nextPrint;
    private boolean drawn;
    private String printed = "";

    /** @param terminal says whether a line may be drawn again, and how wide it may be */
    public ProgressLine(PrintWriter out, Terminal terminal, InstantSource clock, Interruption interruption) {
        this.out = out;
        this.redraws = terminal.errorScreen();
        this.columns = terminal.columns();
        this.clock = clock;
        this.interruption = interruption;
        this.tellsSteps = redraws || tellsEveryStep();
        // In a pipe, what is soon done needs no line.
        this.nextPrint = redraws ? 0 : clock.millis() + PLAIN_MILLIS;
    }

    /** {@code TIDEBANK_PROGRESS=steps}: a line for each step, however short, also in a pipe. */
    private static boolean tellsEveryStep() {
        return "steps".equals(System.getenv("TIDEBANK_PROGRESS"));
    }

    @Override
    public void at(String newStep, long done, long total) {
        if (newStep.isEmpty()) {
            return;
        }
        long now = clock.millis();
        boolean anew = tellsSteps && !newStep.equals(step);
        if (!newStep.equals(step)) {
            step = newStep;
            stepStarted = now;
        }
        if (!anew && now < nextPrint) {
            return;
        }
        nextPrint = now + (redraws ? REDRAW_MILLIS : PLAIN_MILLIS);
        String line = line(done, total, Duration.ofMillis(now - stepStarted));
        if (redraws) {
            out.print(CLEAR_LINE + line);
            drawn = true;
        } else if (!line.equals(printed)) {
            out.println(line);
            printed = line;
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

    /** What does not fit goes: first a part of the bar, then the end, since a line that wraps cannot be drawn again. */
    private String line(long done, long total, Duration elapsed) {
        String figures = figures(done, total, elapsed);
        int room = Math.min(BAR, columns - step.length() - figures.length() - 3);
        boolean barred = redraws && total > 0 && room >= SHORTEST_BAR;
        String line = step + (barred ? "  " + bar(Math.clamp((double) done / total, 0, 1), room) : "") + figures;
        return redraws && line.length() >= columns ? line.substring(0, columns - 1) : line;
    }

    private static String figures(long done, long total, Duration elapsed) {
        StringBuilder figures = new StringBuilder();
        if (total > 0) {
            figures.append("  %3d %%".formatted((int) (Math.clamp((double) done / total, 0, 1) * 100)));
        }
        boolean counted = done > 0 && (total <= 0 || total > FEW);
        if (counted) {
            figures.append(String.format(Locale.ROOT, "  %,d", done));
        }
        double seconds = elapsed.toMillis() / 1000.0;
        if (done > 0 && seconds >= 0.5) {
            double rate = done / seconds;
            if (counted) {
                figures.append(String.format(Locale.ROOT, "  %,.0f/s", rate));
            }
            if (total > done) {
                figures.append("  ")
                        .append(span((long) Math.ceil((total - done) / rate)))
                        .append(" left");
            }
        }
        return figures.toString();
    }

    private static String bar(double part, int width) {
        int full = (int) Math.round(part * width);
        return "█".repeat(full) + "░".repeat(width - full);
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
