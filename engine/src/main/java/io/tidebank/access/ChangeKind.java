package io.tidebank.access;

import java.util.Locale;

/** What can be done to a home that its log of changes tells. The log keeps {@link #text}, so a name stays what it is. */
public enum ChangeKind {
    BRAND_ADD,
    COSTS_REPORT,
    EVENTS_REDERIVE,
    FEED_PAUSE,
    FEED_RESUME,
    FEED_RUN,
    IMPORT_START,
    IMPORT_UNDO,
    JOB_CANCEL,
    LAKE_TIDY,
    OWNER_INVITE,
    OWNER_REMOVE,
    QUARANTINE_DROP,
    QUARANTINE_FORGET,
    QUARANTINE_REPAIR,
    QUARANTINE_REPLAY,
    RATES_IMPORT,
    REFRESH,
    SESSION_OPEN,
    SOURCE_ALLOW,
    SOURCE_CREATE,
    SOURCE_DISABLE,
    SOURCE_ENABLE,
    SOURCE_KIND,
    SOURCE_ROTATE,
    SOURCE_WEBHOOK,
    TOKEN_CREATE,
    TOKEN_REVOKE;

    /** As the log writes it: {@code import.start}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '.');
    }
}
