package io.tidebank.collect.live;

import io.tidebank.collect.quarantine.FaultReason;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The money of an order and of its lines. What counts is the price of the goods after discounts, without tax and
 * shipping: {@code revenue}; else {@code subtotal}; else {@code total} less {@code shipping} and {@code tax}; else price
 * times quantity of all lines less {@code discount}. The lines share it in proportion to price times quantity.
 */
final class OrderMoney {

    private OrderMoney() {}

    /** The order's money as stated, or as its lines add up to; null if nothing tells. */
    static @Nullable BigDecimal total(JsonNode order, List<@Nullable BigDecimal> lines, Fault fault) {
        BigDecimal stated = stated(order, fault);
        BigDecimal total = stated == null ? ofLines(order, lines, fault) : stated;
        if (total != null && total.signum() < 0) {
            fault.note(FaultReason.NEGATIVE_AMOUNT, "properties.revenue");
        }
        return Decimals.checked(total, "properties.revenue", fault);
    }

    private static @Nullable BigDecimal stated(JsonNode order, Fault fault) {
        BigDecimal goods = Decimals.first(order, List.of("revenue", "subtotal"), fault);
        if (goods != null) {
            return goods;
        }
        BigDecimal total = Decimals.first(order, List.of("total", "value"), fault);
        return total == null
                ? null
                : total.subtract(orNothing(Decimals.of(order, "shipping", fault)))
                        .subtract(orNothing(Decimals.of(order, "tax", fault)));
    }

    private static @Nullable BigDecimal ofLines(JsonNode order, List<@Nullable BigDecimal> lines, Fault fault) {
        BigDecimal sum = null;
        for (BigDecimal line : lines) {
            if (line != null) {
                sum = sum == null ? line : sum.add(line);
            }
        }
        return sum == null ? null : sum.subtract(orNothing(Decimals.of(order, "discount", fault)));
    }

    private static BigDecimal orNothing(@Nullable BigDecimal number) {
        return number == null ? BigDecimal.ZERO : number;
    }

    /**
     * Shares a total out. Each line gets the share of all lines up to itself less what those before it got, both
     * rounded: whatever the rounding, the lines add up to the total. Where no line has a price the first gets all.
     */
    static List<BigDecimal> shares(BigDecimal total, List<@Nullable BigDecimal> lines) {
        BigDecimal all = lines.stream().map(OrderMoney::orNothing).reduce(BigDecimal.ZERO, BigDecimal::add);
        List<BigDecimal> shares = new ArrayList<>(lines.size());
        BigDecimal upTo = BigDecimal.ZERO;
        BigDecimal given = BigDecimal.ZERO;
        for (BigDecimal line : lines) {
            upTo = upTo.add(orNothing(line));
            BigDecimal due =
                    all.signum() == 0 ? total : total.multiply(upTo).divide(all, Decimals.SCALE, RoundingMode.HALF_UP);
            shares.add(due.subtract(given));
            given = due;
        }
        return shares;
    }
}
