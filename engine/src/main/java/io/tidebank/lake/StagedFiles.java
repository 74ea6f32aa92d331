package io.tidebank.lake;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Files that this process has written and no snapshot names yet: not orphans, since their commit may still come. */
final class StagedFiles {

    private final Set<String> paths = ConcurrentHashMap.newKeySet();

    void add(List<TouchFile> files) {
        files.forEach(file -> paths.add(file.path()));
    }

    /** Forgets files and returns those that were known. */
    List<TouchFile> remove(List<TouchFile> files) {
        List<TouchFile> known = new ArrayList<>();
        for (TouchFile file : files) {
            if (paths.remove(file.path())) {
                known.add(file);
            }
        }
        return known;
    }

    boolean contains(String path) {
        return paths.contains(path);
    }
}
