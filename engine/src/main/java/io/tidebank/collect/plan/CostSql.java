package io.tidebank.collect.plan;

import static io.tidebank.sql.DuckDb.literal;
import static java.util.stream.Collectors.joining;

import io.tidebank.collect.mapping.CostRule;
import io.tidebank.collect.mapping.Value;
import io.tidebank.collect.plan.cell.CurrencySigns;
import io.tidebank.collect.quarantine.FaultReason;
import io.tidebank.money.CurrencyCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one rule makes of the rows of one input: costs, or faults. */
final class CostSql {

    private static final List<String> TEXTS = List.of("play_id", "campaign", "ad_group", "creative");

    /** A path of at least one part, its parts divided by dots, no blanks. */
    private static final String PATH = "[^\\s.]+(\\.[^\\s.]+)*";

    private static final String CODES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .sorted()
            .map(code -> literal(code))
            .collect(joining(", "));

    private final ValueSql values;
    private final CostRule rule;

    CostSql(ValueSql values, CostRule rule) {
        this.values = values;
        this.rule = rule;
    }

    /** @param rows the FROM clause: the checked rows as {@code m}, and what is joined to them */
    String over(String rows, TouchStamp stamp) {
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put("file", Integer.toString(stamp.file()));
        columns.put("line_id", stamp.rowId());
        columns.put("import_id", literal(stamp.importId()));
        columns.put("source", literal(stamp.source()));
        columns.put("day", day());
        columns.put("touchpoint", touchpoint());
        TEXTS.forEach(name -> columns.put(name, blankless(rule.text(name))));
        columns.put("amount", values.of(rule.amount()));
        columns.put("currency", currency());
        columns.put("impressions", count(rule.impressions()));
        columns.put("clicks", count(rule.clicks()));
        return "SELECT %s FROM %s WHERE m.fault IS NULL AND %s"
                .formatted(
                        columns.entrySet().stream()
                                .map(it -> it.getValue() + " AS " + it.getKey())
                                .collect(joining(", ")),
                        rows,
                        when());
    }

    /**
     * What can be wrong with a row, each as the condition and the fault.
     *
     * @param latest the moment that a cost must not lie behind
     * @param lenient whether a row that the rule is not for is fine
     */
    List<Fault> faults(Instant latest, boolean lenient) {
        List<Fault> faults = new ArrayList<>();
        if (!lenient) {
            Value deciding = rule.when().values().findFirst().orElse(rule.day());
            faults.add(new Fault("NOT " + when(), FaultReason.UNMATCHED, deciding));
        }
        String day = values.of(rule.day());
        add(faults, day + " IS NULL", FaultReason.MISSING_VALUE, rule.day());
        add(faults, CheckedTable.tooEarly(day), FaultReason.BAD_TIME, rule.day());
        add(
                faults,
                "%s > TIMESTAMPTZ %s".formatted(day, literal(latest.toString())),
                FaultReason.IN_THE_FUTURE,
                rule.day());
        Value touchpoint = rule.text("touchpoint");
        add(faults, touchpoint() + " IS NULL", FaultReason.MISSING_VALUE, touchpoint);
        add(
                faults,
                "NOT regexp_full_match(%s, %s)".formatted(touchpoint(), literal(PATH)),
                FaultReason.BAD_TOUCHPOINT,
                touchpoint);
        add(faults, values.of(rule.amount()) + " IS NULL", FaultReason.MISSING_VALUE, rule.amount());
        add(faults, values.of(rule.amount()) + " < 0", FaultReason.NEGATIVE_AMOUNT, rule.amount());
        Value currency = rule.text("currency");
        add(faults, "%s NOT IN (%s)".formatted(currency(), CODES), FaultReason.BAD_CURRENCY, currency);
        for (Value count : rule.counts()) {
            String number = values.of(count);
            add(faults, "(%1$s < 0 OR %1$s <> trunc(%1$s))".formatted(number), FaultReason.BAD_COUNT, count);
        }
        return faults;
    }

    /** @param test condition in SQL, never NULL */
    record Fault(String test, FaultReason reason, Value value) {}

    private void add(List<Fault> faults, String test, FaultReason reason, Value value) {
        faults.add(new Fault("%s AND coalesce(%s, false)".formatted(when(), test), reason, value));
    }

    /** An amount whose own sign or code is of another currency than the row's. */
    Fault foreign(String column) {
        String text = values.of(new Value.Column(column));
        String test = "%s AND %s".formatted(when(), CurrencySigns.foreignToRow(text, currency()));
        return new Fault("coalesce(%s, false)".formatted(test), FaultReason.OTHER_CURRENCY, rule.amount());
    }

    private String when() {
        return new ConditionSql(values).of(rule.when());
    }

    /** The day as the report writes it: that of the zone in which it was read. */
    private String day() {
        return "timezone(%s, %s)::DATE".formatted(literal(rule.zone()), values.of(rule.day()));
    }

    private String touchpoint() {
        return blankless(rule.text("touchpoint"));
    }

    private String currency() {
        return CurrencyCode.sql(values.text(rule.text("currency")));
    }

    private String blankless(Value value) {
        return "nullif(trim(%s), '')".formatted(values.text(value));
    }

    private String count(@Nullable Value value) {
        return value == null ? "NULL::BIGINT" : values.of(value) + "::BIGINT";
    }
}
