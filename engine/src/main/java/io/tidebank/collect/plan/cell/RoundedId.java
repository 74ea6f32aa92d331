package io.tidebank.collect.plan.cell;

import static io.tidebank.sql.DuckDb.literal;

/**
 * Ids that a spreadsheet took for numbers and shortened: {@code 2.35912E+18} may be any of thousands of orders, and
 * whoever takes it for an id makes one order of them.
 */
public final class RoundedId {

    /**
     * One digit, and a fraction or a sign of the exponent: {@code 1e23} may be an id that somebody gave. Spreadsheets write
     * up to eleven digits in full; R's {@code 9e+05} is exact.
     */
    private static final String FORM =
            "^[\\s\\x{a0}\\x{3000}'=\"]*(?:[\\w#]+:)?\\d(?:[.,]\\d+[eE]\\+?|[eE]\\+)(?:1[1-9]|[2-9]\\d|\\d{3,})[\"\\s\\x{a0}\\x{3000}]*$";

    /** Beyond this a DOUBLE does not tell every whole number from its neighbour. */
    private static final long MOST_OF_DOUBLE = (1L << 53) - 1;

    private static final long MOST_OF_FLOAT = (1L << 24) - 1;

    private RoundedId() {}

    /** Whether a text is such an id; never NULL. Few ids have any of the signs that such a one has, so the costly look is rare. */
    public static String test(String text) {
        return "CASE WHEN contains(%1$s, '.') OR contains(%1$s, '+') OR contains(%1$s, ',') THEN regexp_matches(%1$s, %2$s) ELSE false END"
                .formatted(text, literal(FORM));
    }

    /** Whether a number of such a type is too large to be an id; never NULL. */
    public static String test(String number, String type) {
        return switch (type) {
            case "DOUBLE" -> beyond(number, MOST_OF_DOUBLE);
            case "FLOAT" -> beyond(number, MOST_OF_FLOAT);
            default -> "false";
        };
    }

    private static String beyond(String number, long most) {
        return "coalesce(abs(%s) > %d, false)".formatted(number, most);
    }
}
