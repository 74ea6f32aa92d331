package io.tidebank.bench;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What to measure.
 *
 * @param touches about how many the market has
 * @param consumers how many people it has
 * @param days how long it runs
 * @param folder where everything is made; what lies there from an earlier run of the same size is used again
 * @param memoryMegabytes what either side may take
 * @param threads of either side
 * @param rounds how often the two sides take turns
 * @param only steps to run, by name; empty for all
 */
record BenchOptions(
        long touches,
        long consumers,
        int days,
        Path folder,
        int memoryMegabytes,
        int threads,
        int rounds,
        List<String> only) {

    static final String USAGE = """
            Usage: StageBench --folder DIR [--touches N] [--consumers N] [--days N] [--memory-mb N] [--threads N]
                              [--rounds N] [--only STEP,STEP...]
            Steps: lake stages as-of warm import
            """;

    static BenchOptions parse(List<String> arguments) {
        BenchOptions options =
                new BenchOptions(10_000_000, 500_000, 180, Path.of("target/bench"), 4096, 2, 2, List.of());
        Deque<String> left = new ArrayDeque<>(arguments);
        while (!left.isEmpty()) {
            options = options.with(left.pop(), left.pop());
        }
        return options;
    }

    private BenchOptions with(String option, String value) {
        return switch (option) {
            case "--touches" ->
                new BenchOptions(number(value), consumers, days, folder, memoryMegabytes, threads, rounds, only);
            case "--consumers" ->
                new BenchOptions(touches, number(value), days, folder, memoryMegabytes, threads, rounds, only);
            case "--days" ->
                new BenchOptions(
                        touches, consumers, (int) number(value), folder, memoryMegabytes, threads, rounds, only);
            case "--folder" ->
                new BenchOptions(touches, consumers, days, Path.of(value), memoryMegabytes, threads, rounds, only);
            case "--memory-mb" ->
                new BenchOptions(touches, consumers, days, folder, (int) number(value), threads, rounds, only);
            case "--threads" ->
                new BenchOptions(touches, consumers, days, folder, memoryMegabytes, (int) number(value), rounds, only);
            case "--rounds" ->
                new BenchOptions(touches, consumers, days, folder, memoryMegabytes, threads, (int) number(value), only);
            case "--only" ->
                new BenchOptions(
                        touches, consumers, days, folder, memoryMegabytes, threads, rounds, List.of(value.split(",")));
            default -> throw new IllegalArgumentException("Unknown option " + option);
        };
    }

    BenchOptions in(Path other) {
        return new BenchOptions(touches, consumers, days, other, memoryMegabytes, threads, rounds, only);
    }

    boolean runs(String step) {
        return only.isEmpty() || only.contains(step);
    }

    /** The same options as a command line. */
    List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of(
                "--touches", Long.toString(touches),
                "--consumers", Long.toString(consumers),
                "--days", Integer.toString(days),
                "--folder", folder.toString(),
                "--memory-mb", Integer.toString(memoryMegabytes),
                "--threads", Integer.toString(threads),
                "--rounds", Integer.toString(rounds)));
        if (!only.isEmpty()) {
            arguments.addAll(List.of("--only", String.join(",", only)));
        }
        return arguments;
    }

    private static long number(String text) {
        return Long.parseLong(text.replace("_", ""));
    }
}
