package io.tidebank.cli.session;

import io.tidebank.cli.bank.Bank;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The days that the numbers know of.
 *
 * @param fresh whether they know of every touch and exchange rate there is
 * @param first day of the first touch
 * @param last day of the latest one
 * @param mostly the day by which nearly all touches had occurred
 */
record KnownDays(boolean fresh, LocalDate first, LocalDate last, LocalDate mostly) {

    /** So many quiet days are no weekend and no holiday: what is seen lately within two weeks is gone from the ladders. */
    private static final int QUIET_DAYS = 15;

    /** Empty if there is no touch. */
    static Optional<KnownDays> by(Bank bank) {
        Map<String, LocalDate> days = new HashMap<>();
        boolean fresh = true;
        for (List<@Nullable Object> fact : bank.info().rows()) {
            String name = String.valueOf(fact.getFirst());
            Object value = fact.get(1);
            if (value != null && (name.endsWith("_day") || name.equals("mostly_until"))) {
                days.put(name, LocalDate.parse(value.toString()));
            }
            fresh &= !name.equals("fresh") || Boolean.TRUE.equals(value);
        }
        LocalDate first = days.get("first_day");
        LocalDate last = days.get("last_day");
        return first == null || last == null
                ? Optional.empty()
                : Optional.of(new KnownDays(fresh, first, last, days.getOrDefault("mostly_until", last)));
    }

    /**
     * What to mind about the days of a question.
     *
     * @param named the days that were named; if none was, the last one is meant
     */
    List<String> remarks(List<LocalDate> named) {
        List<String> remarks = new ArrayList<>();
        if (!fresh) {
            remarks.add(
                    "Note: touches or exchange rates have come that these numbers do not know of yet; tidebank refresh brings them in");
        }
        for (LocalDate day : named) {
            if (day.isBefore(first) || day.isAfter(last)) {
                remarks.add("Note: touches are known from %s to %s; %s lies outside".formatted(first, last, day));
            }
        }
        LocalDate latest = named.stream().max(LocalDate::compareTo).orElse(last);
        if (ChronoUnit.DAYS.between(mostly, latest) >= QUIET_DAYS && !latest.isAfter(last)) {
            remarks.add(
                    ("Note: fewer than one touch in a thousand is later than %s (the latest: %s). By %s most consumers"
                                    + " were seen long ago; ask for %s to see where they stood")
                            .formatted(mostly, last, latest, mostly));
        }
        return remarks;
    }
}
