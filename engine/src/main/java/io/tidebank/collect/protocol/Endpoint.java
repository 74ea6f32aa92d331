package io.tidebank.collect.protocol;

import org.jspecify.annotations.Nullable;

/** Where a request was sent: to the endpoint of one type of call, or to one that takes many. */
public enum Endpoint {
    TRACK(CallType.TRACK),
    IDENTIFY(CallType.IDENTIFY),
    PAGE(CallType.PAGE),
    SCREEN(CallType.SCREEN),
    GROUP(CallType.GROUP),
    ALIAS(CallType.ALIAS),
    /** Two identifiers that are one person's: an alias that says of both what they are. */
    MERGE(CallType.ALIAS),
    BATCH(null),
    IMPORT(null),
    /** None of HTTP: what a feed has read. It may have lain long between its sending and its reading. */
    FEED(null),
    /** The address of one source: what another system tells. */
    WEBHOOK(null);

    private final @Nullable CallType type;

    Endpoint(@Nullable CallType type) {
        this.type = type;
    }

    /** The type of its calls; null where each call says its own. */
    public @Nullable CallType type() {
        return type;
    }

    /** Whether what comes is chosen by the brand itself, so that it may be as old as it is. */
    boolean isTheBrandsOwn() {
        return this == FEED || this == WEBHOOK;
    }

    /** The endpoint behind {@code /v1/}, by its long or its one-letter name; null if there is none. */
    public static @Nullable Endpoint at(String path) {
        return switch (path) {
            case "track", "t" -> TRACK;
            case "identify", "i" -> IDENTIFY;
            case "page", "p" -> PAGE;
            case "screen", "s" -> SCREEN;
            case "group", "g" -> GROUP;
            case "alias", "a" -> ALIAS;
            case "merge" -> MERGE;
            case "batch", "b" -> BATCH;
            case "import", "import/" -> IMPORT;
            default -> null;
        };
    }
}
