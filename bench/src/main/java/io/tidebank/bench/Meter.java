package io.tidebank.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;

/** Measures pieces of work in this process: wall time, processor time of all threads, and the process's highest memory. */
final class Meter {

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private Meter() {}

    /**
     * What a piece of work took.
     *
     * @param name what was done
     * @param wall seconds
     * @param processor seconds, of all threads
     * @param peakMegabytes the most memory that the process has had resident so far
     * @param detail anything more, for people
     */
    record Figure(String name, double wall, double processor, long peakMegabytes, String detail) {

        private static final String MARK = "figure\t";

        String line() {
            return String.format(
                    Locale.ROOT, "%s%s\t%.3f\t%.3f\t%d\t%s", MARK, name, wall, processor, peakMegabytes, detail);
        }

        static boolean isFigure(String line) {
            return line.startsWith(MARK);
        }

        static Figure parse(String line) {
            String[] parts = line.substring(MARK.length()).split("\t", -1);
            return new Figure(
                    parts[0],
                    Double.parseDouble(parts[1]),
                    Double.parseDouble(parts[2]),
                    Long.parseLong(parts[3]),
                    parts[4]);
        }
    }

    /** Wall and processor time from its making until its end is first told. */
    static final class Lap {

        private final long processor = SYSTEM.getProcessCpuTime();
        private final long started = System.nanoTime();
        private double wall;
        private double used;

        void end() {
            if (wall == 0) {
                wall = (System.nanoTime() - started) / 1e9;
                used = (SYSTEM.getProcessCpuTime() - processor) / 1e9;
            }
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%.2f s wall, %.2f s CPU", wall, used);
        }
    }

    /** Does the work, prints its figure; the work's answer becomes the figure's detail. */
    static void measure(String name, Callable<String> work) throws Exception {
        long processor = SYSTEM.getProcessCpuTime();
        long started = System.nanoTime();
        String detail = work.call();
        double wall = (System.nanoTime() - started) / 1e9;
        double used = (SYSTEM.getProcessCpuTime() - processor) / 1e9;
        System.out.println(new Figure(name, wall, used, peakMegabytes(), detail).line());
    }

    /** The high-water mark of resident memory; 0 where the system does not tell. */
    static long peakMegabytes() {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return 0;
        }
        try {
            return Files.readAllLines(status).stream()
                            .filter(line -> line.startsWith("VmHWM:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .findFirst()
                            .orElse(0)
                    / 1024;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
