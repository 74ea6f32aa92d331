package io.tidebank.touch;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The vocabulary of kinds, in rank order. */
public final class TouchKinds {

    private final int version;
    private final List<TouchKind> kinds;
    private final Map<String, Integer> codes = new HashMap<>();

    /** @param kinds every kind, each at the position of its code, none twice */
    public TouchKinds(int version, List<TouchKind> kinds) {
        this.version = version;
        this.kinds = List.copyOf(kinds);
        for (TouchKind kind : this.kinds) {
            if (kind.code() != codes.size() || codes.put(kind.kind(), kind.code()) != null) {
                throw new IllegalArgumentException("Kind is out of place or there twice: " + kind);
            }
        }
    }

    /** Raised whenever codes change; what was derived with another version is rebuilt. */
    public int version() {
        return version;
    }

    /** The code of a kind, -1 if there is none of that name. */
    public int code(String kind) {
        return codes.getOrDefault(kind, -1);
    }

    /** The name of the kind with this code. */
    public String kind(int code) {
        return kinds.get(code).kind();
    }

    public int size() {
        return kinds.size();
    }

    /** Every kind in rank order. */
    public List<TouchKind> all() {
        return kinds;
    }
}
