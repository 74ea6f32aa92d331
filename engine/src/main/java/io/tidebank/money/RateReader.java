package io.tidebank.money;

import io.tidebank.error.TidebankException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file of rates in one of two layouts: {@code day,currency,rate}, a rate being what one unit of the currency is
 * worth in the brand's; or the European Central Bank's reference rates, a column for each currency with its units to one
 * euro, from which the rates to the brand's currency are reckoned.
 */
final class RateReader {

    private static final Pattern CODE = Pattern.compile("[A-Z]{3}");
    private static final DateTimeFormatter LONG_DAY = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .appendPattern("d MMMM uuuu")
            .toFormatter(Locale.ENGLISH);
    private static final String EURO = "EUR";
    private static final int MOST_FAULTS = 5;

    private final List<String> lines;
    private final String home;
    private final List<Rate> rates = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private int skipped;

    /** @param home the brand's currency */
    RateReader(String text, String home) {
        this.lines = text.lines().toList();
        this.home = home;
    }

    /**
     * What a file holds.
     *
     * @param skippedDays days on which the bank told no rate of the brand's currency
     */
    record Found(Rates rates, int skippedDays) {}

    Found read() {
        List<String> header = cells(lines.isEmpty() ? "" : lines.getFirst());
        if (header.equals(List.of("day", "currency", "rate"))) {
            each(this::plain);
        } else if (header.getFirst().equals("date") && header.stream().skip(1).allMatch(RateReader::isCode)) {
            List<String> codes = header.stream().map(CurrencyCode::of).toList();
            if (!home.equals(EURO) && !codes.contains(home)) {
                throw invalid("there is no column %s, the brand's currency".formatted(home));
            }
            each(cells -> ofBank(codes, cells));
        } else {
            throw invalid("line 1 is neither 'day,currency,rate' nor the European Central Bank's 'Date,USD,JPY,...'");
        }
        if (!faults.isEmpty()) {
            throw invalid(String.join("; ", faults));
        }
        return new Found(new Rates(rates), skipped);
    }

    private static List<String> cells(String line) {
        String text = line.startsWith("\uFEFF") ? line.substring(1) : line;
        List<String> cells = new ArrayList<>(Arrays.stream(text.split(",", -1))
                .map(cell -> cell.strip().toLowerCase(Locale.ROOT))
                .toList());
        if (cells.size() > 1 && cells.getLast().isEmpty()) {
            cells.removeLast();
        }
        return cells;
    }

    private static boolean isCode(String cell) {
        return CODE.matcher(CurrencyCode.of(cell)).matches();
    }

    /** Reads the rest of a line. */
    private interface Line {
        void read(List<String> cells);
    }

    private void each(Line reader) {
        for (int i = 1; i < lines.size() && faults.size() < MOST_FAULTS; i++) {
            if (lines.get(i).isBlank()) {
                continue;
            }
            try {
                reader.read(cells(lines.get(i)));
            } catch (IllegalArgumentException e) {
                faults.add("line %d: %s".formatted(i + 1, e.getMessage()));
            }
        }
    }

    private void plain(List<String> cells) {
        if (cells.size() != 3) {
            throw new IllegalArgumentException("%d values instead of day, currency and rate".formatted(cells.size()));
        }
        String currency = CurrencyCode.of(cells.get(1));
        if (!CurrencyCode.isKnown(currency)) {
            throw new IllegalArgumentException("'%s' is no currency; write it in ISO 4217, as USD".formatted(currency));
        }
        add(day(cells.getFirst()), currency, number(cells.get(2)));
    }

    private void ofBank(List<String> codes, List<String> cells) {
        if (cells.size() != codes.size()) {
            throw new IllegalArgumentException("%d values under %d headings".formatted(cells.size(), codes.size()));
        }
        LocalDate day = day(cells.getFirst());
        BigDecimal homeUnits = home.equals(EURO) ? BigDecimal.ONE : units(cells.get(codes.indexOf(home)));
        if (homeUnits == null) {
            skipped++;
            return;
        }
        add(day, EURO, homeUnits);
        for (int i = 1; i < cells.size(); i++) {
            BigDecimal units = units(cells.get(i));
            if (units != null) {
                add(day, codes.get(i), homeUnits.divide(units, new MathContext(34, RoundingMode.HALF_UP)));
            }
        }
    }

    /** Null where the bank told none. */
    private static @Nullable BigDecimal units(String cell) {
        return cell.isEmpty() || cell.equals("n/a") ? null : number(cell);
    }

    /** The brand's own currency needs no rate, and can have no other than 1. */
    private void add(LocalDate day, String currency, BigDecimal rate) {
        if (!currency.equals(home)) {
            rates.add(new Rate(day, currency, rate));
        } else if (rate.compareTo(BigDecimal.ONE) != 0) {
            throw new IllegalArgumentException("%s is the brand's own currency; its rate is 1".formatted(currency));
        }
    }

    private static LocalDate day(String cell) {
        try {
            return cell.contains(" ") ? LocalDate.parse(cell, LONG_DAY) : LocalDate.parse(cell);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("'%s' is no day; write it as 2026-06-30".formatted(cell), e);
        }
    }

    private static BigDecimal number(String cell) {
        try {
            BigDecimal number = new BigDecimal(cell);
            if (number.signum() > 0 && number.precision() <= 30 && Math.abs(number.scale()) <= 30) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'%s' is no rate".formatted(cell), e);
        }
        throw new IllegalArgumentException("'%s' is no rate; it is more than 0".formatted(cell));
    }

    private TidebankException invalid(String why) {
        return new TidebankException(RateError.RATES_INVALID, "These are no rates: " + why);
    }
}
