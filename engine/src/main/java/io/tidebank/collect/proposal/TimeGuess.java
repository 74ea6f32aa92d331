package io.tidebank.collect.proposal;

import io.tidebank.collect.mapping.MappingScope;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The patterns by which a column's values are times.
 *
 * @param patterns those that between them read most of the values, the one that reads most first
 * @param order whether the values say if the month or the day comes first
 */
record TimeGuess(List<String> patterns, Order order) {

    private static final TimeGuess NONE = new TimeGuess(List.of(), Order.CLEAR);

    private static final String YEAR = "\\d{4}";
    private static final String TWO_MONTH = "(0[1-9]|1[0-2])";
    private static final String TWO_DAY = "(0[1-9]|[12]\\d|3[01])";
    private static final String MONTH = "(0?[1-9]|1[0-2])";
    private static final String DAY = "(0?[1-9]|[12]\\d|3[01])";
    private static final String HOUR = " ([01]?\\d|2[0-3])";
    private static final String SIXTY = ":[0-5]\\d";

    private static final String MONTH_FIRST = "M/d/yyyy";
    private static final String DAY_FIRST = "d/M/yyyy";

    /** Of two that read the same values the first is taken. */
    private static final List<Known> ALL = known();

    /** A few bad values do not change what a column is. */
    private static final double MOST = 0.7;

    /** Zones in which the month is written first. */
    private static final Pattern MONTH_FIRST_ZONES = Pattern.compile(
            "US/.*|America/(New_York|Detroit|Chicago|Menominee|Denver|Boise|Phoenix|Los_Angeles|Anchorage"
                    + "|Juneau|(Indiana|Kentucky|North_Dakota)/.*)|Pacific/Honolulu");

    /** What the values say of the order of month and day. */
    enum Order {
        CLEAR,
        /** Every value fits both. */
        OPEN,
        /** Some fit one, others the other. */
        MIXED
    }

    private record Known(String pattern, Pattern form) {

        boolean reads(String value) {
            return form.matcher(value).matches();
        }
    }

    private static List<Known> known() {
        List<Known> all = new ArrayList<>();
        addTimed(all, "yyyy-MM-dd", "%s-%s-%s".formatted(YEAR, TWO_MONTH, TWO_DAY), "HH");
        addTimed(all, "yyyy/M/d", "%s/%s/%s".formatted(YEAR, MONTH, DAY), "H");
        addTimed(all, DAY_FIRST, "%s/%s/%s".formatted(DAY, MONTH, YEAR), "H");
        addTimed(all, MONTH_FIRST, "%s/%s/%s".formatted(MONTH, DAY, YEAR), "H");
        addTimed(all, "d.M.yyyy", "%s\\.%s\\.%s".formatted(DAY, MONTH, YEAR), "H");
        all.add(new Known("yyyyMMdd", Pattern.compile("(19|20)\\d{2}" + TWO_MONTH + TWO_DAY)));
        all.add(new Known("epoch_s", Pattern.compile("1\\d{9}")));
        all.add(new Known("epoch_ms", Pattern.compile("1\\d{12}")));
        all.add(new Known("iso", Pattern.compile("%s-%s-%s[T ]\\d{2}:\\d{2}.*".formatted(YEAR, TWO_MONTH, TWO_DAY))));
        return all;
    }

    private static void addTimed(List<Known> all, String day, String form, String hour) {
        String timed = form + (hour.length() == 2 ? " ([01]\\d|2[0-3])" : HOUR) + SIXTY;
        all.add(new Known("%s %s:mm:ss".formatted(day, hour), Pattern.compile(timed + SIXTY)));
        all.add(new Known("%s %s:mm".formatted(day, hour), Pattern.compile(timed)));
        all.add(new Known(day, Pattern.compile(form)));
    }

    /** Empty patterns if these are no times. Words among them, such as that of a line with totals, say nothing against it. */
    static TimeGuess of(List<String> values, MappingScope scope) {
        List<String> written =
                values.stream().filter(value -> value.matches(".*\\d.*")).toList();
        long read = written.stream().filter(TimeGuess::isTime).count();
        if (read == 0 || read < MOST * written.size() || read < values.size() - written.size()) {
            return NONE;
        }
        long dayFirst = only(written, DAY_FIRST, MONTH_FIRST);
        long monthFirst = only(written, MONTH_FIRST, DAY_FIRST);
        boolean open = dayFirst == monthFirst;
        boolean month = open ? isMonthFirst(scope) : monthFirst > dayFirst;
        List<Known> candidates = ALL.stream()
                .filter(known -> !known.pattern.startsWith(month ? DAY_FIRST : MONTH_FIRST))
                .toList();
        List<String> patterns = needed(candidates, written);
        boolean ordered = patterns.stream().anyMatch(it -> it.startsWith(month ? MONTH_FIRST : DAY_FIRST));
        Order found = dayFirst > 0 && monthFirst > 0 ? Order.MIXED : open && ordered ? Order.OPEN : Order.CLEAR;
        return new TimeGuess(patterns, found);
    }

    static boolean isTime(String value) {
        return reads(value, "");
    }

    /** How many values are times in one order and not in the other. */
    private static long only(List<String> values, String order, String other) {
        return values.stream()
                .filter(value -> reads(value, order) && !reads(value, other))
                .count();
    }

    private static boolean reads(String value, String order) {
        return ALL.stream().anyMatch(known -> known.pattern.startsWith(order) && known.reads(value));
    }

    private static boolean isMonthFirst(MappingScope scope) {
        return scope.currency().equals("USD")
                || MONTH_FIRST_ZONES.matcher(scope.zone().getId()).matches();
    }

    /** The patterns that read values which no other does that reads more. */
    private static List<String> needed(List<Known> candidates, List<String> values) {
        Set<String> left = new HashSet<>(values);
        List<String> patterns = new ArrayList<>();
        while (true) {
            Optional<Known> best = candidates.stream()
                    .max(Comparator.comparingLong((Known known) -> count(known, left))
                            .thenComparingInt(known -> -candidates.indexOf(known)));
            if (best.isEmpty() || count(best.get(), left) == 0) {
                return patterns;
            }
            patterns.add(best.get().pattern);
            left.removeIf(best.get()::reads);
        }
    }

    private static long count(Known known, Set<String> values) {
        return values.stream().filter(known::reads).count();
    }

    /** What is to be said of a column of such times; empty if all is clear. */
    Optional<String> remark(String name) {
        String column = name.replaceAll("\\s+", " ");
        String taken = patterns.stream()
                .filter(it -> it.startsWith(MONTH_FIRST) || it.startsWith(DAY_FIRST))
                .findFirst()
                .orElse("");
        boolean month = taken.startsWith(MONTH_FIRST);
        return switch (order) {
            case CLEAR -> Optional.empty();
            case OPEN ->
                Optional.of(
                        "The values of '%s' fit %s as well as %s: the %s is taken to come first. Compare a date that you know"
                                .formatted(column, MONTH_FIRST, DAY_FIRST, month ? "month" : "day"));
            case MIXED ->
                Optional.of("Some values of '%s' fit only %s, others only %s: the %s is taken to come first"
                        .formatted(column, MONTH_FIRST, DAY_FIRST, month ? "month" : "day"));
        };
    }
}
