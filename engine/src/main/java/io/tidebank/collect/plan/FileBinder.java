package io.tidebank.collect.plan;

import static java.util.stream.Collectors.joining;

import io.tidebank.collect.format.SourceFile;
import io.tidebank.collect.mapping.Mapping;
import io.tidebank.collect.mapping.MappingError;
import io.tidebank.collect.mapping.MappingInput;
import io.tidebank.collect.mapping.MappingInput.Header;
import io.tidebank.error.TidebankException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Finds out which file is which of a mapping's inputs, by the columns they have. */
public final class FileBinder {

    /** What is a value and no column's name: long numbers, addresses, and numbers or times alone, hidden in part or not. */
    private static final Pattern VALUE = Pattern.compile("(?s).*\\d{5,}.*|.*@.*|[\\s+*/:.,-]*\\d[\\d\\s+*/:.,-]*");

    private FileBinder() {}

    /** Every file with its input; an error that lists what is missing where one fits none. */
    public static List<BoundFile> bind(Mapping mapping, List<SourceFile> files) {
        List<BoundFile> bound = some(mapping, files);
        List<String> present = bound.stream().map(it -> it.input().name()).toList();
        List<MappingInput> missing = mapping.inputs().stream()
                .filter(input -> !input.optional() && !present.contains(input.name()))
                .toList();
        if (!missing.isEmpty()) {
            throw new TidebankException(
                    MappingError.MAPPING_INPUT_MISSING,
                    "%s also needs %s"
                            .formatted(
                                    mapping.name(),
                                    missing.stream()
                                            .map(it -> "the file '%s' (with columns %s)"
                                                    .formatted(it.name(), listed(it.headers())))
                                            .collect(joining(" and "))));
        }
        return bound;
    }

    /** Every file with its input, though other inputs may be missing. */
    public static List<BoundFile> some(Mapping mapping, List<SourceFile> files) {
        List<BoundFile> bound = new ArrayList<>();
        for (SourceFile file : files) {
            bound.add(bind(mapping, file, bound.size()).orElseThrow(() -> mismatch(mapping, file)));
        }
        return bound;
    }

    /** The input that asks for most of the file's columns; empty if the file lacks some for each. */
    static Optional<BoundFile> bind(Mapping mapping, SourceFile file, int number) {
        return mapping.inputs().stream()
                .filter(input -> missing(input, file).isEmpty())
                .max(Comparator.comparingInt(input -> input.headers().size()))
                .map(input -> bound(input, file, number));
    }

    private static BoundFile bound(MappingInput input, SourceFile file, int number) {
        boolean named = file.isNamed();
        boolean headless =
                !named && !input.columns().isEmpty() && !fold(file.header()).containsAll(fold(input.columns()));
        return new BoundFile(number, input, file, !named && !headless, headless ? input.columns() : file.header());
    }

    /** Columns that the file lacks; for an input without header, whether the width differs. */
    static List<String> missing(MappingInput input, SourceFile file) {
        Set<String> there = fold(file.header());
        if (!input.columns().isEmpty()) {
            boolean sameWidth =
                    !file.isNamed() && file.header().size() == input.columns().size();
            boolean fits = sameWidth || there.containsAll(fold(input.columns()));
            return fits ? List.of() : input.columns();
        }
        return input.headers().stream()
                .filter(header -> header.names().stream().map(BoundFile::fold).noneMatch(there::contains))
                .map(Header::toString)
                .toList();
    }

    static String listed(List<Header> headers) {
        return headers.stream().map(Header::toString).collect(joining(", "));
    }

    private static Set<String> fold(List<String> names) {
        return names.stream().map(BoundFile::fold).collect(Collectors.toCollection(HashSet::new));
    }

    private static TidebankException mismatch(Mapping mapping, SourceFile file) {
        MappingInput nearest = mapping.inputs().stream()
                .min(Comparator.comparingInt(input -> missing(input, file).size()))
                .orElseThrow();
        String message = nearest.columns().isEmpty()
                ? "%s is no file for %s: no column %s. It has: %s"
                        .formatted(file.name(), mapping.name(), quoted(missing(nearest, file)), shown(file.header()))
                : "%s is no file for %s, which has %d columns without a header: %s. It has %d: %s"
                        .formatted(
                                file.name(),
                                mapping.name(),
                                nearest.columns().size(),
                                String.join(", ", nearest.columns()),
                                file.header().size(),
                                shown(file.header()));
        return new TidebankException(MappingError.MAPPING_MISMATCH, message);
    }

    static String quoted(List<String> names) {
        return names.stream().map("'%s'"::formatted).collect(joining(", "));
    }

    /** Without a header the first record is a row, which may name a person: only how many columns it has is told. */
    static String shown(List<String> header) {
        boolean names = header.stream().noneMatch(it -> VALUE.matcher(it).matches());
        return names
                ? String.join(", ", header)
                : IntStream.rangeClosed(1, header.size())
                        .mapToObj("column %d"::formatted)
                        .collect(joining(", "));
    }
}
