package io.tidebank.lake;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Files that this process writes or has written and no snapshot names yet: not orphans, their commit may still come. */
final class StagedFiles {

    private final Set<Path> paths = ConcurrentHashMap.newKeySet();

    /** Called before the first byte is written. */
    void claim(Collection<Path> files) {
        paths.addAll(files);
    }

    /** Forgets a file and tells whether it was claimed. */
    boolean release(Path file) {
        return paths.remove(file);
    }

    boolean contains(Path file) {
        return paths.contains(file);
    }
}
