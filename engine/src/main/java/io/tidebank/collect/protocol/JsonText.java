package io.tidebank.collect.protocol;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads texts out of what senders wrote, who are free with types: a number is an id, null is absent. */
public final class JsonText {

    private static final char REPLACEMENT = '\ufffd';

    private JsonText() {}

    /** A field as text: strings, and numbers as they were written; null for all else and for blank text. */
    public static @Nullable String of(JsonNode object, String field) {
        return of(object.get(field));
    }

    /** A value as text, likewise. */
    public static @Nullable String of(@Nullable JsonNode value) {
        if (value == null) {
            return null;
        }
        if (value.isString()) {
            String text = value.stringValue();
            return text.isBlank() ? null : whole(text);
        }
        return value.isNumber() ? value.asString() : null;
    }

    /** The text with NUL characters and halves of surrogate pairs replaced: no store keeps those. */
    public static String whole(String text) {
        int broken = brokenAt(text, 0);
        if (broken < 0) {
            return text;
        }
        StringBuilder mended = new StringBuilder(text);
        while (broken >= 0) {
            mended.setCharAt(broken, REPLACEMENT);
            broken = brokenAt(mended, broken + 1);
        }
        return mended.toString();
    }

    /** Where the next character stands that cannot be kept; -1 if there is none. */
    static int brokenAt(CharSequence text, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                return i;
            }
            if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    return i;
                }
                i++;
            }
        }
        return -1;
    }
}
