package io.tidebank.money;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The rates of a brand, each of one day and currency; they come sorted by currency and day. */
public final class Rates {

    /** A rate counts on its day and, where none follows, for this many days more: banks keep holidays. */
    public static final int DAYS_VALID = 7;

    public static final Rates NONE = new Rates(List.of());

    private final NavigableMap<String, NavigableMap<LocalDate, Rate>> byCurrency = new TreeMap<>();

    /** Of several rates for the same day and currency the last one counts. */
    Rates(List<Rate> rates) {
        for (Rate rate : rates) {
            byCurrency
                    .computeIfAbsent(rate.currency(), currency -> new TreeMap<>())
                    .put(rate.day(), rate);
        }
    }

    /** These and others, which count where both know a day. */
    Rates with(Rates newer) {
        List<Rate> together = new ArrayList<>(all());
        together.addAll(newer.all());
        return new Rates(together);
    }

    public boolean isEmpty() {
        return byCurrency.isEmpty();
    }

    /** Every rate as it was told. */
    public List<Rate> all() {
        return byCurrency.values().stream()
                .flatMap(days -> days.values().stream())
                .toList();
    }

    /** Told every day on which a rate counts, and that rate. */
    interface EachDay {
        void at(LocalDate day, Rate rate);
    }

    /** The last rate on or before a day counts on it, unless that is too long ago. */
    void eachDay(EachDay reader) {
        for (NavigableMap<LocalDate, Rate> days : byCurrency.values()) {
            for (Rate rate : days.values()) {
                LocalDate next = days.higherKey(rate.day());
                LocalDate end = rate.day().plusDays(DAYS_VALID + 1L);
                LocalDate until = next == null || next.isAfter(end) ? end : next;
                rate.day().datesUntil(until).forEach(day -> reader.at(day, rate));
            }
        }
    }
}
