package io.tidebank.collect;

import io.tidebank.collect.ImportRequest.Sender;
import io.tidebank.collect.mapping.Mapping;
import io.tidebank.collect.plan.BoundFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which of the files that are given to an import say something new. Content counts, not the name of a file nor how it is packed.
 *
 * @param all every file that is given, also those that are only looked up in
 * @param repeated those that were imported before, by the import that brought them
 * @param doubled those whose content another of the same import has, which comes first and stands beside it
 * @param fresh those that are to be brought
 */
record FreshFiles(
        List<BoundFile> all,
        Map<String, List<BoundFile>> repeated,
        Map<BoundFile, BoundFile> doubled,
        List<BoundFile> fresh) {

    static FreshFiles of(Mapping mapping, List<BoundFile> all, ImportStore store, String source, Sender sender) {
        Map<String, List<BoundFile>> repeated = broughtBefore(mapping, all, store, source, sender);
        Map<String, BoundFile> first = new LinkedHashMap<>();
        Map<BoundFile, BoundFile> doubled = new LinkedHashMap<>();
        for (BoundFile file : speaking(all)) {
            if (repeated.values().stream().noneMatch(known -> known.contains(file))) {
                BoundFile same = first.putIfAbsent(file.content(), file);
                if (same != null) {
                    doubled.put(file, same);
                }
            }
        }
        return new FreshFiles(all, repeated, doubled, List.copyOf(first.values()));
    }

    /**
     * Files that give touches and were imported before, by the import that brought them. Files of costs that somebody brings
     * are the newest word on what they tell of, unless they were that already: it is all of them or none.
     */
    private static Map<String, List<BoundFile>> broughtBefore(
            Mapping mapping, List<BoundFile> all, ImportStore store, String source, Sender sender) {
        boolean newest = mapping.isOfCosts() && sender == Sender.PERSON;
        Map<String, String> known = newest ? store.latestFiles(source) : store.committedFiles(source);
        Map<String, List<BoundFile>> repeated = new TreeMap<>();
        boolean isEach = true;
        for (BoundFile file : speaking(all)) {
            String importId = known.get(file.content());
            if (importId == null) {
                isEach = false;
            } else {
                repeated.computeIfAbsent(importId, it -> new ArrayList<>()).add(file);
            }
        }
        return newest && !isEach ? Map.of() : repeated;
    }

    private static List<BoundFile> speaking(List<BoundFile> files) {
        return files.stream().filter(file -> !file.input().isOnlyLookedUp()).toList();
    }

    /** Numbers of the files that become no rows. */
    Set<Integer> silent() {
        return all.stream()
                .filter(file -> !fresh.contains(file))
                .map(BoundFile::number)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Files whose rows are read: to bring them, or to look up in. */
    List<BoundFile> read() {
        return all.stream()
                .filter(file -> file.input().isOnlyLookedUp() || fresh.contains(file))
                .toList();
    }

    /** Tells a report which of the files were left out of its import, and why. */
    void tell(ReportDraft draft, Mapping mapping) {
        repeated.forEach((importId, files) -> draft.repeated(mapping, importId, files));
        doubled.forEach((file, same) -> {
            draft.repeated(file);
            draft.note("%s: left out, since %s has the same content"
                    .formatted(file.file().name(), same.file().name()));
        });
    }
}
