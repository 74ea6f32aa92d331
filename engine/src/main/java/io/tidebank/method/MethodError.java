package io.tidebank.method;

import io.tidebank.error.ErrorCode;

/** What can be wrong with method files. */
public enum MethodError implements ErrorCode {
    /** No method file of that name, neither shipped nor the brand's own. */
    METHOD_NOT_FOUND(Kind.NOT_FOUND),
    /** A method file does not say what it has to say. */
    METHOD_INVALID(Kind.INVALID),
    /** A method file is there and cannot be read. */
    METHOD_UNREADABLE(Kind.INTERNAL);

    private final Kind kind;

    MethodError(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
