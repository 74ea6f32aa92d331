package io.tidebank.collect.plan;

import io.tidebank.collect.format.SourceFile;
import io.tidebank.collect.mapping.Condition;
import io.tidebank.collect.mapping.Mapping;
import io.tidebank.collect.mapping.MappingInput;
import io.tidebank.collect.mapping.MappingReader;
import io.tidebank.collect.mapping.Value;
import io.tidebank.method.MethodFiles;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The mappings that are shipped or that the home has added, and which of them knows given files. */
public final class PresetFiles {

    private static final String FOLDER = "presets";
    private static final String GENERIC = "generic";
    /** A third of the columns may be missing, no more. */
    private static final double LEAST_ALIKE = 0.66;

    private final MethodFiles methods;
    private final MappingReader reader;

    public PresetFiles(MethodFiles methods, MappingReader reader) {
        this.methods = methods;
        this.reader = reader;
    }

    public List<String> names() {
        return methods.list(FOLDER);
    }

    public Mapping read(String name) {
        return reader.read(path(name), text(name));
    }

    public String text(String name) {
        return methods.read(path(name));
    }

    private static String path(String name) {
        return "%s/%s.yaml".formatted(FOLDER, name);
    }

    /** The preset that asks for most of the columns of these files; the generic one only if no other fits. */
    public Optional<Mapping> recognise(List<SourceFile> files) {
        Mapping best = null;
        int bestScore = 0;
        for (String name : names()) {
            Mapping preset = read(name);
            int score = name.equals(GENERIC) ? Math.min(1, score(preset, files)) : score(preset, files);
            if (score > bestScore) {
                best = preset;
                bestScore = score;
            }
        }
        return Optional.ofNullable(best);
    }

    /**
     * What keeps the preset from fitting that comes nearest, as a sentence; empty if none comes near. A preset comes near
     * if it knows the file and only lacks another one, or if the file has most of the columns that it asks for.
     */
    public Optional<String> nearly(SourceFile file) {
        String sentence = null;
        double best = LEAST_ALIKE;
        for (String name : names()) {
            for (MappingInput input :
                    name.equals(GENERIC) ? List.<MappingInput>of() : read(name).inputs()) {
                List<String> missing = FileBinder.missing(input, file);
                double alike = 1
                        - (double) missing.size() / Math.max(1, input.headers().size());
                if (input.columns().isEmpty() && alike > best) {
                    best = alike;
                    sentence = missing.isEmpty() ? lonely(read(name), input) : lacking(name, missing);
                }
            }
        }
        return Optional.ofNullable(sentence);
    }

    private static String lacking(String preset, List<String> missing) {
        return missing.size() == 1
                ? "It looks like %s, but the column '%s' is missing".formatted(preset, missing.getFirst())
                : "It looks like %s, but the columns %s are missing".formatted(preset, FileBinder.quoted(missing));
    }

    private static String lonely(Mapping preset, MappingInput input) {
        return preset.inputs().stream()
                .filter(other -> !other.optional() && !other.equals(input))
                .findFirst()
                .map(other -> "It is the file '%s' of %s, which also needs the file '%s' (with columns %s)"
                        .formatted(input.name(), preset.name(), other.name(), FileBinder.listed(other.headers())))
                .orElse("It looks like %s, but does not stand alone".formatted(preset.name()));
    }

    /** How many columns the preset asks for, 0 if it does not know one of the files or lacks one. */
    private static int score(Mapping preset, List<SourceFile> files) {
        int score = 0;
        Set<String> present = new HashSet<>();
        for (SourceFile file : files) {
            Optional<BoundFile> bound = FileBinder.bind(preset, file, 0);
            if (bound.isEmpty() || !hasKnownTexts(bound.get())) {
                return 0;
            }
            present.add(bound.get().input().name());
            score += bound.get().input().headers().size()
                    + bound.get().input().columns().size();
        }
        boolean whole = preset.inputs().stream().allMatch(it -> it.optional() || present.contains(it.name()));
        return whole ? score : 0;
    }

    /** A file without a header is known by its values: those that the touches' conditions name. */
    private static boolean hasKnownTexts(BoundFile bound) {
        if (bound.hasHeader() || bound.file().isNamed()) {
            return true;
        }
        Map<String, Set<String>> known = new HashMap<>();
        bound.input().touches().forEach(rule -> collect(rule.when(), known));
        Stream.ofNullable(bound.input().cost()).forEach(rule -> collect(rule.when(), known));
        for (var column : known.entrySet()) {
            int position = bound.position(column.getKey()).orElse(-1);
            List<List<String>> rows = bound.file().sample();
            long fitting = rows.stream()
                    .filter(row -> position >= 0
                            && position < row.size()
                            && column.getValue().contains(row.get(position).strip()))
                    .count();
            if (fitting * 10 < rows.size() * 9L) {
                return false;
            }
        }
        return !known.isEmpty();
    }

    private static void collect(Condition condition, Map<String, Set<String>> known) {
        List<Condition> inner = new ArrayList<>();
        switch (condition) {
            case Condition.In(Value.Column(String name), var texts) ->
                known.computeIfAbsent(name, it -> new HashSet<>()).addAll(texts);
            case Condition.AllOf(var all) -> inner.addAll(all);
            case Condition.AnyOf(var any) -> inner.addAll(any);
            default -> {
                // Other conditions name no values that a whole column must have.
            }
        }
        inner.forEach(it -> collect(it, known));
    }
}
