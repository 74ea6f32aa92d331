package io.tidebank.collect.plan.cell;

import static io.tidebank.sql.DuckDb.literal;
import static java.util.stream.Collectors.joining;

import io.tidebank.collect.mapping.TimePattern;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads numbers and times out of texts; what is none becomes NULL. */
public final class ParsedSql {

    public static final String MONEY = "DECIMAL(18, 4)";

    private static final int DIGITS = 18;
    private static final int DECIMALS = 4;

    /** What a cast takes; longer exponents are of no money. */
    private static final Pattern PLAIN = Pattern.compile("[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d{1,3})?");

    private static final Pattern POINTED = Pattern.compile(money('.'));
    private static final Pattern COMMAED = Pattern.compile(money(','));

    /** Seconds beyond which a count of them cannot be a moment that anyone means. */
    private static final long MOST_SECONDS = 100_000_000_000L;

    /** The years in which a number is taken for a count of seconds among other patterns: there none is a date in digits, too. */
    private static final long FIRST_SECOND =
            Instant.parse("1990-01-01T00:00:00Z").getEpochSecond();

    private static final long LAST_SECOND =
            Instant.parse("2100-01-01T00:00:00Z").getEpochSecond();

    private ParsedSql() {}

    /** A plain number is cast at once; only what is none of these is stripped of signs and separators first. */
    public static String number(String text, char decimal) {
        String cleaned = decimal == ','
                ? "replace(regexp_replace(%s, '[^0-9,+-]', '', 'g'), ',', '.')".formatted(text)
                : "regexp_replace(%s, '[^0-9.+-]', '', 'g')".formatted(text);
        String marked = "CASE WHEN regexp_matches(%s, %s) THEN TRY_CAST(%s AS %s) END"
                .formatted(text, literal(money(decimal)), cleaned, MONEY);
        return decimal == ','
                ? "(%s)".formatted(marked)
                : "coalesce(TRY_CAST(%s AS %s), %s)".formatted(text, MONEY, marked);
    }

    /** Whether {@link #number} reads a number out of a text; a test holds the two together. */
    public static boolean isNumber(String text, char decimal) {
        if (decimal == ',') {
            String cleaned = text.replaceAll("[^0-9,+-]", "").replace(',', '.');
            return COMMAED.matcher(text).find() && isPlain(cleaned);
        }
        return isPlain(text.strip()) || (POINTED.matcher(text).find() && isPlain(text.replaceAll("[^0-9.+-]", "")));
    }

    private static boolean isPlain(String text) {
        return PLAIN.matcher(text).matches()
                && new BigDecimal(text).setScale(DECIMALS, RoundingMode.HALF_UP).precision() <= DIGITS;
    }

    /** Digits in groups of three or ungrouped, with at most a currency sign or code on one side. */
    private static String money(char decimal) {
        String separator = decimal == ',' ? "[. '\u00a0\u202f]" : "[,， '\u00a0\u202f]";
        String point = decimal == ',' ? "," : "\\.";
        return "^\\s*[+-]?\\s*(?:\\p{Sc}|[A-Za-z]{1,3}\\p{Sc}?)?\\s*[+-]?(?:\\d{1,3}(?:%s\\d{3})+|\\d+)?(?:%s\\d*)?\\s*(?:\\p{Sc}|[A-Z]{3}|元)?\\s*$"
                .formatted(separator, point);
    }

    /** The first of the patterns that reads a text says what it means; one that does not costs most, so they stand in order. */
    public static String time(String text, List<String> patterns, String zone) {
        List<String> ways = new ArrayList<>();
        List<String> alike = new ArrayList<>();
        for (String pattern : patterns) {
            if (TimePattern.isWord(pattern) || TimePattern.hasOffset(pattern)) {
                local(text, alike, zone).ifPresent(ways::add);
                alike.clear();
                ways.add(
                        TimePattern.isWord(pattern)
                                ? word(text, pattern, zone, patterns.size() == 1)
                                : withOffset(text, pattern));
            } else {
                alike.add(pattern);
            }
        }
        local(text, alike, zone).ifPresent(ways::add);
        return ways.size() == 1 ? ways.getFirst() : "coalesce(%s)".formatted(String.join(", ", ways));
    }

    private static String word(String text, String pattern, String zone, boolean alone) {
        return switch (pattern) {
            case "iso" -> iso(text, zone);
            case "epoch_s" -> epoch(text, 1_000_000, alone);
            case "epoch_ms" -> epoch(text, 1_000, alone);
            case "epoch_us" -> epoch(text, 1, alone);
            default -> throw new IllegalArgumentException("Not a word for times: " + pattern);
        };
    }

    private static String withOffset(String text, String pattern) {
        return "try_strptime(%s, %s)".formatted(text, literal(TimePattern.strptime(pattern)));
    }

    private static Optional<String> local(String text, List<String> patterns, String zone) {
        return patterns.isEmpty()
                ? Optional.empty()
                : Optional.of(inZone("try_strptime(%s, %s)".formatted(text, formats(patterns)), zone));
    }

    private static String formats(List<String> patterns) {
        return patterns.stream()
                .map(pattern -> literal(TimePattern.strptime(pattern)))
                .collect(joining(", ", "[", "]"));
    }

    /** A time that the file itself keeps as one. */
    public static String typedTime(String column, String type, String zone) {
        return type.equals("TIMESTAMP WITH TIME ZONE") ? column : inZone("%s::TIMESTAMP".formatted(column), zone);
    }

    private static String inZone(String local, String zone) {
        return zone.equals("UTC") || zone.equals("Z")
                ? "(%s)::TIMESTAMPTZ".formatted(local)
                : "timezone(%s, %s)".formatted(literal(zone), local);
    }

    /** What begins with less than four digits begins with no year, though a cast would take it for one. */
    private static String iso(String text, String zone) {
        return """
                CASE WHEN NOT regexp_matches(%1$s, '^\\s*[+-]?\\d{4}') THEN NULL \
                WHEN regexp_matches(%1$s, ':.*(Z|z|UTC|[+-]\\d\\d(:?\\d\\d)?)$') THEN TRY_CAST(%1$s AS TIMESTAMPTZ) \
                ELSE %2$s END""".formatted(text, inZone("TRY_CAST(%s AS TIMESTAMP)".formatted(text), zone));
    }

    /** Among other patterns {@code 20240105}, {@code 202401051030} and a spreadsheet's {@code 45296} are no counts, though numbers. */
    private static String epoch(String text, long micros, boolean alone) {
        String number = "TRY_CAST(%s AS DECIMAL(26, 6))".formatted(text);
        long units = 1_000_000 / micros;
        return "CASE WHEN %1$s >= %2$d AND %1$s < %3$d THEN make_timestamptz((%1$s * %4$d)::BIGINT) END"
                .formatted(
                        number,
                        (alone ? -MOST_SECONDS : FIRST_SECOND) * units,
                        (alone ? MOST_SECONDS : LAST_SECOND) * units,
                        micros);
    }
}
