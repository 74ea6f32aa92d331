package io.tidebank.collect.privacy;

import io.tidebank.error.ErrorCode;

/** What can go wrong with the secrets of a brand. */
public enum PrivacyError implements ErrorCode {
    /** The brand's key cannot be read or written. */
    KEY_UNREADABLE(Kind.INTERNAL),
    /** The brand has data but no key: its home was restored without the folder keys. */
    KEY_MISSING(Kind.INTERNAL);

    private final Kind kind;

    PrivacyError(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
