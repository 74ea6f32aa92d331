package io.tidebank.access;

import io.tidebank.error.TidebankException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a caller may do. A role is a set of these. */
public enum Scope {
    /** Read the answers: stages, flows, assets, consumers, live events. */
    READ,
    /** Ask questions of one's own in SQL. */
    SQL,
    /** See and undo imports, report costs, read and repair what was quarantined. */
    IMPORT,
    /** Import files that lie on the server's own disk: whoever may name a path there reads it. */
    FILES,
    /** Make and change sources; see and make write keys. */
    SOURCES,
    /** Refresh, tidy the lake, stop jobs. */
    OPERATE,
    /** Read the metrics and the details of the health check, and nothing else. */
    MONITOR,
    /** All of these but {@link #FILES}, and tokens, owners and the log of changes. */
    ADMIN;

    /** As people write it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it cannot be held to some brands. */
    public boolean isForTheWholeHome() {
        return this == MONITOR || this == ADMIN;
    }

    /** Every scope. */
    public static Set<Scope> all() {
        return EnumSet.allOf(Scope.class);
    }

    /** The scope that people write so; SCOPE_UNKNOWN if there is none. */
    public static Scope of(String label) {
        return Arrays.stream(values())
                .filter(scope -> scope.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new TidebankException(
                        AccessError.SCOPE_UNKNOWN, "There is no scope '%s'; there is: %s".formatted(label, labels())));
    }

    private static List<String> labels() {
        return Arrays.stream(values()).map(Scope::label).toList();
    }
}
