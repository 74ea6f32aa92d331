package io.tidebank.collect.shape;

import java.math.BigDecimal;
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

    /** What a pointer leads to. */
    record At(JsonPointer pointer) implements ShapeValue {
        @Override
        public @Nullable JsonNode of(Place place) {
            return present(place.here().at(pointer));
        }
    }

    /** What a pointer leads to in the whole document, from within an entry of a list. */
    record Outer(JsonPointer pointer) implements ShapeValue {
        @Override
        public @Nullable JsonNode of(Place place) {
            return present(place.document().at(pointer));
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
            JsonNode found = value.of(place);
            BigDecimal number = found == null ? null : Numbers.of(found);
            return number == null ? null : DecimalNode.valueOf(number.abs());
        }
    }

    private static @Nullable JsonNode present(JsonNode value) {
        boolean blank = value.isString() && value.stringValue().isBlank();
        return value.isMissingNode() || value.isNull() || blank ? null : value;
    }
}
