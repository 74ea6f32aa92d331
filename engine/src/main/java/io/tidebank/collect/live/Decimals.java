package io.tidebank.collect.live;

import io.tidebank.collect.quarantine.FaultReason;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Numbers as senders write them, as decimal(18,4): a number, or a text that is one. */
final class Decimals {

    static final int SCALE = 4;

    private static final int MOST_WHOLE_DIGITS = 14;
    private static final int LONGEST = 100;
    /** What is smaller than that is nothing; to round it in the usual way would take all memory. */
    private static final int LARGEST_SCALE = 200;

    private Decimals() {}

    /** The first of these properties that is there; null if none is. What is no number is noted as a fault. */
    static @Nullable BigDecimal first(JsonNode object, List<String> names, Fault fault) {
        for (String name : names) {
            BigDecimal number = of(object, name, fault);
            if (number != null) {
                return number;
            }
        }
        return null;
    }

    static @Nullable BigDecimal of(JsonNode object, String name, Fault fault) {
        JsonNode value = object.get(name);
        if (value == null
                || value.isNull()
                || (value.isString() && value.stringValue().isBlank())) {
            return null;
        }
        BigDecimal number = parsed(value);
        if (number == null) {
            fault.note(FaultReason.BAD_NUMBER, "properties." + name);
        }
        return number;
    }

    private static @Nullable BigDecimal parsed(JsonNode value) {
        if (value.isNumber()) {
            return kept(value.decimalValue());
        }
        if (!value.isString() || value.stringValue().length() > LONGEST) {
            return null;
        }
        try {
            return kept(new BigDecimal(value.stringValue().strip()));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Notes a fault if a number that was computed does not fit. */
    static @Nullable BigDecimal checked(@Nullable BigDecimal number, String place, Fault fault) {
        if (number != null && kept(number) == null) {
            fault.note(FaultReason.BAD_NUMBER, place);
        }
        return number;
    }

    private static @Nullable BigDecimal kept(BigDecimal number) {
        if (number.signum() == 0 || number.scale() > LARGEST_SCALE) {
            return BigDecimal.ZERO;
        }
        return (long) number.precision() - number.scale() > MOST_WHOLE_DIGITS
                ? null
                : number.setScale(SCALE, RoundingMode.HALF_UP);
    }

    /** The product, if it fits. */
    static @Nullable BigDecimal product(@Nullable BigDecimal price, @Nullable BigDecimal quantity, Fault fault) {
        if (price == null) {
            return null;
        }
        BigDecimal product = kept(price.multiply(quantity == null ? BigDecimal.ONE : quantity));
        if (product == null) {
            fault.note(FaultReason.BAD_NUMBER, "properties.price");
        }
        return product;
    }
}
