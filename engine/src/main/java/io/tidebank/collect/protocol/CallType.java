package io.tidebank.collect.protocol;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a call says happened. */
public enum CallType {
    TRACK,
    IDENTIFY,
    PAGE,
    SCREEN,
    GROUP,
    ALIAS;

    /** The type of that name as senders write it; null if there is none. */
    public static @Nullable CallType named(String name) {
        return switch (name) {
            case "track" -> TRACK;
            case "identify" -> IDENTIFY;
            case "page" -> PAGE;
            case "screen" -> SCREEN;
            case "group" -> GROUP;
            case "alias" -> ALIAS;
            default -> null;
        };
    }

    /** Whether nothing is left of such a call without the person. */
    public boolean isAboutAPerson() {
        return this == IDENTIFY || this == ALIAS || this == GROUP;
    }

    /** As senders write it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
