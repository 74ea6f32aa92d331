package io.tidebank.collect.feed.folder;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How often files were tried in vain. A feed begins anew after every fault; this does not. */
final class Attempts {

    private static final int MOST = 5;

    private final Map<List<Path>, Integer> counts = new ConcurrentHashMap<>();

    /** Counts one that failed; false once there were enough. */
    boolean isWorthAnother(List<Path> files) {
        return counts.merge(files, 1, Integer::sum) < MOST;
    }

    void forget(List<Path> files) {
        counts.remove(files);
    }
}
