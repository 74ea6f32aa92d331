package io.tidebank.collect.format;

import org.jspecify.annotations.Nullable;

/**
 * What the caller knows about its files, where it should not be guessed; ENCODING_UNKNOWN for a name of no encoding.
 *
 * @param delimiter the character between columns; null to detect
 * @param encoding the text's encoding; null to detect
 */
public record ReadingHints(
        @Nullable Character delimiter, @Nullable String encoding) {

    /** Detect everything. */
    public static final ReadingHints NONE = new ReadingHints(null, null);

    public ReadingHints {
        if (encoding != null) {
            TextEncoding.charset(encoding);
        }
    }
}
