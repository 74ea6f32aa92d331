package io.tidebank.collect.shape;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.DecimalNode;
import tools.jackson.databind.node.StringNode;

/** Where a value of an event comes from. */
sealed interface ShapeValue {

    /** The value, of the type it has there; null if it is nowhere, or null, or blank. */
    @Nullable
    JsonNode of(Place place);

    /** It as text: a number as it is written; null for lists and objects too. */
    default @Nullable String text(Place place) {
        JsonNode value = of(place);
        return value == null || value.isContainer() ? null : value.asString();
    }

    /** It as a number, be it written as a text; null for what is none. */
    default @Nullable BigDecimal number(Place place) {
        JsonNode value = of(place);
        return value == null ? null : Numbers.of(value);
    }

    /** What a pointer leads to. */
    record At(JsonPointer pointer) implements ShapeValue {
        @Override
        public @Nullable JsonNode of(Place place) {
            return present(place.here().at(pointer));
        }
    }

    /** A value of the whole document, from within an entry of a list. */
    record Outer(ShapeValue value) implements ShapeValue {
        @Override
        public @Nullable JsonNode of(Place place) {
            return value.of(new Place(place.document(), place.document()));
        }
    }

    /** Always the same. */
    record Text(String text) implements ShapeValue {
        @Override
        public JsonNode of(Place place) {
            return StringNode.valueOf(text);
        }
    }

    /** The first of several that is there. */
    record First(List<ShapeValue> values) implements ShapeValue {
        public First {
            values = List.copyOf(values);
        }

        @Override
        public @Nullable JsonNode of(Place place) {
            for (ShapeValue value : values) {
                JsonNode found = value.of(place);
                if (found != null) {
                    return found;
                }
            }
            return null;
        }
    }

    /** Several as one text; nothing if one of them is missing. */
    record Join(List<ShapeValue> values, String with) implements ShapeValue {
        public Join {
            values = List.copyOf(values);
        }

        @Override
        public @Nullable JsonNode of(Place place) {
            List<String> parts = new ArrayList<>(values.size());
            for (ShapeValue value : values) {
                String part = value.text(place);
                if (part == null) {
                    return null;
                }
                parts.add(part);
            }
            return StringNode.valueOf(String.join(with, parts));
        }
    }

    /** The sum of one number of each entry of a list; nothing for an empty list, or if one of them is no number. */
    record Sum(JsonPointer list, JsonPointer number) implements ShapeValue {
        @Override
        public @Nullable JsonNode of(Place place) {
            BigDecimal sum = null;
            for (JsonNode entry : place.here().at(list)) {
                BigDecimal part = Numbers.of(entry.at(number));
                if (part == null) {
                    return null;
                }
                sum = sum == null ? part : sum.add(part);
            }
            return sum == null ? null : DecimalNode.valueOf(sum);
        }
    }

    /** A number without its sign, where a system writes what was given back below zero; nothing if it is no number. */
    record Absolute(ShapeValue value) implements ShapeValue {
        @Override
        public @Nullable JsonNode of(Place place) {
            BigDecimal number = value.number(place);
            return number == null ? null : DecimalNode.valueOf(number.abs());
        }
    }

    /** A number less others; nothing if one of them is no number. */
    record Difference(ShapeValue from, List<ShapeValue> less) implements ShapeValue {
        public Difference {
            less = List.copyOf(less);
        }

        @Override
        public @Nullable JsonNode of(Place place) {
            BigDecimal left = from.number(place);
            for (ShapeValue value : less) {
                BigDecimal part = value.number(place);
                left = left == null || part == null ? null : left.subtract(part);
            }
            return left == null ? null : DecimalNode.valueOf(left);
        }
    }

    /**
     * What {@code by} has of an amount that concerns all of {@code per}, as a mapping's {@code portion} of a file: in
     * proportion, to four digits, and never more than {@code by} itself; all of the amount where the two are not known.
     */
    record Portion(ShapeValue amount, ShapeValue by, ShapeValue per) implements ShapeValue {

        private static final int DIGITS = 4;

        @Override
        public @Nullable JsonNode of(Place place) {
            BigDecimal all = amount.number(place);
            BigDecimal part = by.number(place);
            BigDecimal whole = per.number(place);
            if (all == null || part == null) {
                return all == null ? null : DecimalNode.valueOf(all);
            }
            BigDecimal share = whole == null || whole.signum() <= 0
                    ? all
                    : all.multiply(part).divide(whole, DIGITS, RoundingMode.HALF_UP);
            return DecimalNode.valueOf(share.min(part));
        }
    }

    private static @Nullable JsonNode present(JsonNode value) {
        boolean blank = value.isString() && value.stringValue().isBlank();
        return value.isMissingNode() || value.isNull() || blank ? null : value;
    }
}
