package io.tidebank.bench;

import io.tidebank.bench.Meter.Figure;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Measures stage refreshes and imports against hand-written SQL over the same files, side by side in one run: each step
 * in a process of its own, the two sides taking turns.
 */
public final class StageBench {

    private final BenchOptions options;
    private final List<Figure> figures = new ArrayList<>();

    private StageBench(BenchOptions options) {
        this.options = options;
    }

    /** Prints every figure as it is measured; ends with 1 if the two sides differ. */
    public static void main(String[] arguments) throws Exception {
        List<String> given = new ArrayList<>(List.of(arguments));
        if (given.isEmpty() || given.contains("--help")) {
            System.out.print(BenchOptions.USAGE);
            return;
        }
        if (given.getFirst().equals("--step")) {
            new BenchStep(BenchOptions.parse(given.subList(2, given.size()))).run(given.get(1));
            return;
        }
        System.exit(new StageBench(BenchOptions.parse(given)).run() ? 0 : 1);
    }

    private boolean run() throws IOException, InterruptedException {
        Files.createDirectories(options.folder());
        rehearse();
        if (options.runs("lake")) {
            step("market");
            step("lake");
        }
        boolean same = !options.runs("stages") || stages();
        if (options.runs("as-of")) {
            step("as-of");
            step("as-of-sql");
            requireEqualAnswers("as-of", "as-of-sql");
        }
        if (options.runs("import")) {
            for (int round = 0; round < options.rounds(); round++) {
                for (String step : List.of("csv", "csv-copy", "parquet", "parquet-copy")) {
                    step(step);
                }
            }
        }
        if (options.runs("warm")) {
            step("warm");
            step("warm-cold");
        }
        print();
        return same;
    }

    private boolean stages() throws IOException, InterruptedException {
        for (int round = 0; round < options.rounds(); round++) {
            step("full");
            step("sql");
        }
        boolean same = Files.mismatch(
                        options.folder().resolve("days-ours.csv"),
                        options.folder().resolve("days-hand-written.csv"))
                < 0;
        System.out.println(same ? "Daily counts are equal." : "DAILY COUNTS DIFFER.");
        return same;
    }

    /**
     * Makes what {@code ./tidebank} makes after a build: a cache of classes and profiles, from a rehearsal on a small
     * market. Every step starts from it, on either side.
     */
    private void rehearse() throws IOException, InterruptedException {
        if (Files.exists(cache())) {
            return;
        }
        Path stage = options.folder().resolve("rehearsal");
        BenchOptions small = new BenchOptions(
                300_000, 15_000, options.days(), stage, options.memoryMegabytes(), options.threads(), 1, List.of());
        BenchHome.delete(stage);
        run("rehearsal", small, "-XX:AOTCacheOutput=" + cache());
        BenchHome.delete(stage);
    }

    private void requireEqualAnswers(String one, String other) {
        List<String> answers = figures.stream()
                .filter(figure -> figure.name().equals(one) || figure.name().equals(other))
                .map(Figure::detail)
                .distinct()
                .toList();
        if (answers.size() != 1) {
            throw new IllegalStateException("%s and %s differ: %s".formatted(one, other, answers));
        }
    }

    private Path cache() {
        return options.folder().resolve("bench.aot");
    }

    private void step(String name) throws IOException, InterruptedException {
        run(name, options, "-XX:AOTCache=" + cache());
    }

    private void run(String name, BenchOptions options, String cache) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of(cache, "-Xlog:aot=off", "-Xlog:cds=off"));
        command.addAll(
                List.of("-cp", System.getProperty("java.class.path"), StageBench.class.getName(), "--step", name));
        command.addAll(options.arguments());
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output = process.inputReader()) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                System.out.println(line);
                if (Figure.isFigure(line)) {
                    figures.add(Figure.parse(line));
                }
            }
        }
        if (process.waitFor() != 0) {
            throw new IOException("Step " + name + " failed");
        }
    }

    private void print() {
        System.out.printf(Locale.ROOT, "%n%-20s %10s %10s %10s%n", "step", "wall s", "CPU s", "peak MB");
        for (Figure figure : figures) {
            System.out.printf(
                    Locale.ROOT,
                    "%-20s %10.2f %10.2f %10d  %s%n",
                    figure.name(),
                    figure.wall(),
                    figure.processor(),
                    figure.peakMegabytes(),
                    figure.detail());
        }
    }
}
