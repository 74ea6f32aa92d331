package io.tidebank.error;

import org.jspecify.annotations.Nullable;

/** The only exception that the engine throws on purpose: a stable code, and a message that says what to do. */
public final class TidebankException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    public TidebankException(ErrorCode code, String message) {
        this(code, message, null);
    }

    public TidebankException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    public ErrorCode code() {
        return code;
    }
}
