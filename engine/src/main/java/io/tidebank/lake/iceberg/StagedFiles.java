package io.tidebank.lake.iceberg;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Files that this process writes or has written and no snapshot names yet: not orphans, their commit may still come. */
public final class StagedFiles {

    private final Set<Path> paths = ConcurrentHashMap.newKeySet();

    /** Called before the first byte is written. */
    public void claim(Collection<Path> files) {
        paths.addAll(files);
    }

    /** Forgets a file and tells whether it was claimed. */
    public boolean release(Path file) {
        return paths.remove(file);
    }

    /** Whether a file is claimed. */
    public boolean contains(Path file) {
        return paths.contains(file);
    }
}
