package io.tidebank.collect.feed.jdbc;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/** Rows that were handed on lately: those that are read again need not be told again. What it forgets the journal knows. */
final class RecentRows {

    private static final int MOST = 100_000;

    private final Set<String> ids = new LinkedHashSet<>();

    boolean knows(String id) {
        return ids.contains(id);
    }

    void add(String id) {
        ids.add(id);
        if (ids.size() > MOST) {
            Iterator<String> oldest = ids.iterator();
            oldest.next();
            oldest.remove();
        }
    }
}
