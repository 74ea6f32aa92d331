package io.tidebank.error;

import java.io.Serializable;

/** What went wrong, for programs: {@link #name()} is public and never changes. Each feature has an enum of its own. */
public interface ErrorCode extends Serializable {

    String name();

    Kind kind();

    /** Whose move is next. */
    enum Kind {
        /** The caller's: what it sent is wrong. */
        INVALID,
        /** The caller's: what it named is not there. */
        NOT_FOUND,
        /** The caller's, later: right request, wrong moment. */
        CONFLICT,
        /** Nobody's: somebody stopped the work, and it stopped. */
        CANCELLED,
        /** An operator's: it may have happened; look before trying again. */
        UNKNOWN,
        /** Ours. */
        INTERNAL
    }
}
