package io.tidebank.collect.format;

import org.jspecify.annotations.Nullable;

/**
 * What the caller knows about its files, where it should not be guessed.
 *
 * @param delimiter the character between columns; null to detect
 * @param encoding the text's encoding; null to detect
 */
public record ReadingHints(
        @Nullable Character delimiter, @Nullable String encoding) {

    /** Detect everything. */
    public static final ReadingHints NONE = new ReadingHints(null, null);
}
