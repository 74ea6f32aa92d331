package io.tidebank.collect.proposal;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whether the money and quantities of a file are written with a decimal comma: some are, and none with a point. */
final class DecimalComma {

    private static final Pattern COMMA = decimal(",", ".");
    private static final Pattern POINT = decimal("\\.", ",");

    private DecimalComma() {}

    /** Three digits behind a separator would be thousands. A sign or code of a currency may stand on either side. */
    private static Pattern decimal(String point, String group) {
        return Pattern.compile(
                "[^0-9,.\\v]{0,4}[+-]?(\\d{1,3}([%s '\u00a0\u202f]\\d{3})+|\\d+)%s(\\d{1,2}|\\d{4,})[^0-9,.\\v]{0,4}"
                        .formatted(group, point));
    }

    /** The first of them as an example. */
    static Optional<String> find(List<String> values) {
        return values.stream().anyMatch(value -> POINT.matcher(value).matches())
                ? Optional.empty()
                : values.stream()
                        .filter(value -> COMMA.matcher(value).matches())
                        .findFirst();
    }
}
