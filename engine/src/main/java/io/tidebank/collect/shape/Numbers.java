package io.tidebank.collect.shape;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads numbers, which many systems write as texts. */
final class Numbers {

    private static final int LONGEST = 40;
    private static final int LARGEST_SCALE = 100;

    private Numbers() {}

    /** Null for what is no number, or too large or too fine to be money. */
    static @Nullable BigDecimal of(JsonNode value) {
        if (!value.isNumber() && !value.isString()) {
            return null;
        }
        String text = value.asString().strip();
        if (text.length() > LONGEST) {
            return null;
        }
        try {
            BigDecimal number = new BigDecimal(text);
            return Math.abs(number.scale()) > LARGEST_SCALE ? null : number;
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
