package io.tidebank.identity;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Joins consumers whose identifiers were carried together: connected components by union-find. The smallest number of a
 * component survives.
 */
final class IdentityLinks {

    private final Consumers consumers;
    private int[] parents = new int[0];
    private final BitSet merged = new BitSet();
    private final BitSet grown = new BitSet();

    IdentityLinks(Consumers consumers) {
        this.consumers = consumers;
    }

    /** Notes that two identifiers were carried by one touch. */
    void link(String one, String other) {
        int first = consumers.find(one);
        int second = consumers.find(other);
        if (first < 0 && second < 0) {
            int number = consumers.newConsumer();
            consumers.add(one, number);
            if (!one.equals(other)) {
                consumers.add(other, number);
            }
        } else if (first < 0) {
            consumers.add(one, root(second));
        } else if (second < 0) {
            consumers.add(other, root(first));
        } else {
            unite(root(first), root(second));
        }
    }

    /** Rewrites the numbers of everyone who merged; to be called once all links are known. */
    void settle() {
        if (!merged.isEmpty()) {
            consumers.renumber(merged, this::root);
        }
    }

    Merges merges() {
        BitSet survivors = (BitSet) grown.clone();
        survivors.andNot(merged);
        return new Merges(merged, survivors, this::root);
    }

    /** Whom a merged consumer was merged into. */
    int root(int number) {
        int at = number;
        while (at < parents.length && parents[at] != at) {
            parents[at] = parents[at] < parents.length ? parents[parents[at]] : parents[at];
            at = parents[at];
        }
        return at;
    }

    private void unite(int one, int other) {
        if (one == other) {
            return;
        }
        reach(Math.max(one, other));
        int survivor = Math.min(one, other);
        int loser = Math.max(one, other);
        parents[loser] = survivor;
        merged.set(loser);
        grown.set(survivor);
    }

    private void reach(int number) {
        if (number >= parents.length) {
            int before = parents.length;
            parents = Arrays.copyOf(parents, Math.max(number + 1, Math.max(16, before * 2)));
            for (int i = before; i < parents.length; i++) {
                parents[i] = i;
            }
        }
    }
}
