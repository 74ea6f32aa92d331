package io.tidebank.collect.plan;

import static io.tidebank.sql.DuckDb.literal;
import static java.util.stream.Collectors.joining;

import io.tidebank.collect.mapping.CostRule;
import io.tidebank.collect.mapping.MappingInput.Carry;
import io.tidebank.collect.mapping.TouchRule;
import io.tidebank.collect.mapping.Value;
import io.tidebank.collect.plan.cell.CurrencySigns;
import io.tidebank.collect.plan.cell.ParsedSql;
import io.tidebank.collect.plan.cell.RoundedId;
import io.tidebank.collect.quarantine.FaultReason;
import io.tidebank.money.CurrencyCode;
import io.tidebank.touch.Touch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The table of a file's rows: the texts that touches need, numbers and times read from the others, and a fault where
 * the row is bad. Rows stand in the file's order, so that {@code rowid} is a row's number in its file: DuckDB keeps
 * the order of insertion, on all threads, and a window function would take one.
 */
final class CheckedTable {

    private static final Duration MOST_AHEAD = Duration.ofHours(24);

    private final BoundFile bound;
    private final Map<String, InputLayout> layouts;
    private final InputLayout layout;
    private final ScanSource scan;
    private final TouchRuleScope rules;
    private final Instant receivedAt;

    /** @param present names of the inputs that there are files for */
    CheckedTable(
            BoundFile bound,
            Map<String, InputLayout> layouts,
            Set<String> present,
            Set<String> kinds,
            Instant receivedAt) {
        this.bound = bound;
        this.layouts = layouts;
        this.layout = Objects.requireNonNull(layouts.get(bound.input().name()));
        this.scan = new ScanSource(bound, layout);
        this.rules = new TouchRuleScope(bound.input(), present, kinds);
        this.receivedAt = receivedAt;
    }

    /** Statements that make the table, of at most so many rows. */
    List<String> statements(long limit) {
        List<String> statements = new ArrayList<>();
        Carry carry = bound.input().carry();
        String rows = "(%s)".formatted(scan.select(limit));
        String order = "";
        if (carry != null) {
            String raw = bound.raw();
            statements.add("CREATE TEMP TABLE %s AS %s".formatted(raw, scan.select(limit)));
            rows = "(%s)".formatted(carried(raw, carry));
            order = " ORDER BY position";
        }
        statements.add("CREATE TEMP TABLE %s AS SELECT %s FROM (SELECT *%s FROM %s AS r) AS m%s"
                .formatted(bound.table(), columns(), parsed(), rows, order));
        return statements;
    }

    /** The first row of a group says what holds for all of them. */
    private String carried(String raw, Carry carry) {
        List<String> replaced = carry.columns().stream()
                .filter(layout.columns()::contains)
                .map(layout::column)
                .map(column ->
                        "coalesce(%1$s, first_value(%1$s IGNORE NULLS) OVER rows_alike) AS %1$s".formatted(column))
                .toList();
        String replace = replaced.isEmpty() ? "" : " REPLACE (%s)".formatted(String.join(", ", replaced));
        return """
                SELECT *%s, rowid AS position FROM %s WINDOW rows_alike AS (PARTITION BY %s ORDER BY rowid \
                ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)""".formatted(replace, raw, layout.column(carry.by()));
    }

    private String parsed() {
        return layout.parsed().stream()
                .map(value -> ", %s AS %s".formatted(parse(value), layout.parsed(value)))
                .collect(joining());
    }

    private String parse(Value value) {
        ValueSql raw = new ValueSql(layouts, layout, "r", input -> "", "NULL");
        return switch (value) {
            case Value.Decimal(Value.Column(String name), char decimal) ->
                scan.isNumeric(name)
                        ? "TRY_CAST(r.%s AS %s)".formatted(ScanSource.typed(layout.column(name)), ParsedSql.MONEY)
                        : ParsedSql.number("r." + layout.column(name), decimal);
            case Value.Time(Value.Column(String name), List<String> patterns, String zone) ->
                scan.isTemporal(name)
                        ? ParsedSql.typedTime("r." + ScanSource.typed(layout.column(name)), scan.type(name), zone)
                        : ParsedSql.time("r." + layout.column(name), patterns, zone);
            case Value.Decimal(Value of, char decimal) -> ParsedSql.number(raw.text(of), decimal);
            case Value.Time(Value of, List<String> patterns, String zone) ->
                ParsedSql.time(raw.text(of), patterns, zone);
            default -> throw new IllegalStateException("Only numbers and times are parsed: " + value);
        };
    }

    private String columns() {
        List<String> columns = new ArrayList<>();
        for (String name : layout.columns()) {
            if (layout.keepsText(name)) {
                columns.add("m." + layout.column(name));
            }
        }
        for (Value value : layout.parsed()) {
            columns.add("m." + layout.parsed(value));
        }
        columns.add(fault() + " AS fault");
        return String.join(", ", columns);
    }

    /** The first fault of a row as {@code REASON|column}, or NULL. */
    private String fault() {
        List<String> cases = new ArrayList<>();
        cases.add(fault("NOT m." + ScanSource.WHOLE, FaultReason.NOT_JSON, ""));
        ValueSql values = new ValueSql(layouts, layout, "m", input -> "", "'row'");
        for (Value value : layout.parsed()) {
            String text = values.text(value.parts().getFirst());
            FaultReason reason = value.type() == Value.Type.TIME ? FaultReason.BAD_TIME : FaultReason.BAD_NUMBER;
            cases.add(fault(
                    "%s.%s IS NULL AND trim(%s) <> ''".formatted("m", layout.parsed(value), text),
                    reason,
                    columnOf(value)));
        }
        layout.keys().forEach(column -> cases.add(fault(rounded(column), FaultReason.ROUNDED_ID, column)));
        rules.own().forEach(rule -> cases.addAll(ruleFaults(rule, values)));
        rules.own().forEach(rule -> cases.addAll(foreignAmounts(rule, values)));
        cases.addAll(costFaults(values));
        rules.unmatched(values)
                .ifPresent(test -> cases.add(fault(test, FaultReason.UNKNOWN_KIND, rules.decidingColumn())));
        return "CASE %s END".formatted(String.join(" ", cases));
    }

    private String rounded(String column) {
        String text = layout.column(column);
        return scan.isNumeric(column)
                ? RoundedId.test("m." + ScanSource.typed(text), scan.type(column))
                : RoundedId.test("m." + text);
    }

    private List<String> costFaults(ValueSql values) {
        CostRule rule = bound.input().cost();
        if (rule == null) {
            return List.of();
        }
        CostSql cost = new CostSql(values, rule);
        List<CostSql.Fault> faults =
                new ArrayList<>(cost.faults(latest(), bound.input().lenient()));
        InputLayout.columnsOf(rule.amount()).stream()
                .filter(column -> !scan.isNumeric(column))
                .forEach(column -> faults.add(cost.foreign(column)));
        return faults.stream()
                .map(it -> fault(it.test(), it.reason(), columnOf(it.value())))
                .toList();
    }

    /** An amount that names another currency than its row, or the mapping for all rows, would be taken for that one. */
    private List<String> foreignAmounts(TouchRule rule, ValueSql values) {
        List<String> cases = new ArrayList<>();
        Value amount = rule.fields().get("amount");
        Value currency = rule.fields().get("currency");
        if (amount != null && currency != null) {
            for (String column : InputLayout.columnsOf(amount)) {
                if (!scan.isNumeric(column)) {
                    String text = values.of(new Value.Column(column));
                    String when = new ConditionSql(values).of(rule.when());
                    foreign(text, currency, values)
                            .map(test -> "%s AND %s".formatted(when, test))
                            .ifPresent(test -> cases.add(fault(test, FaultReason.OTHER_CURRENCY, column)));
                }
            }
        }
        return cases;
    }

    /** A currency that stands in another file is not known yet where rows are checked alone. */
    private static Optional<String> foreign(String text, Value currency, ValueSql values) {
        if (TouchRuleScope.reaches(currency)) {
            return Optional.empty();
        }
        if (currency instanceof Value.Constant(String code)) {
            return code.isEmpty() ? Optional.empty() : Optional.of(CurrencySigns.foreign(text, code));
        }
        return Optional.of(CurrencySigns.foreignToRow(text, CurrencyCode.sql(values.text(currency))));
    }

    /** A share of a total depends on the other rows of its group; what it is made of is checked, not the share. */
    static boolean readsOtherRows(Value value) {
        return value instanceof Value.Share || value.parts().stream().anyMatch(CheckedTable::readsOtherRows);
    }

    List<String> ruleFaults(TouchRule rule, ValueSql values) {
        List<String> cases = new ArrayList<>();
        String when = new ConditionSql(values).of(rule.when());
        String at = values.of(rule.at());
        String column = columnOf(rule.at());
        cases.add(fault("%s AND %s IS NULL".formatted(when, at), FaultReason.MISSING_VALUE, column));
        cases.add(fault("%s AND %s".formatted(when, tooEarly(at)), FaultReason.BAD_TIME, column));
        cases.add(fault(
                "%s AND %s > TIMESTAMPTZ %s".formatted(when, at, literal(latest().toString())),
                FaultReason.IN_THE_FUTURE,
                column));
        rules.kindTest(rule, values)
                .ifPresent(test -> cases.add(fault(
                        "%s AND NOT (%s)".formatted(when, test), FaultReason.UNKNOWN_KIND, columnOf(rule.kind()))));
        String refund = "%s AND %s = 'refund'".formatted(when, values.of(rule.kind()));
        paidBack(rule)
                .forEach(amount -> cases.add(fault(
                        "%s AND %s < 0".formatted(refund, values.of(amount)),
                        FaultReason.NEGATIVE_REFUND,
                        columnOf(amount))));
        rules.keyOf(rule)
                .ifPresent(key -> cases.add(fault(
                        "%s AND %s IS NULL".formatted(when, values.of(key)),
                        FaultReason.MISSING_VALUE,
                        columnOf(key))));
        return cases;
    }

    private Instant latest() {
        return receivedAt.plus(MOST_AHEAD);
    }

    /** Whether a moment is what programs write where they have none: the year 1, or 1899. */
    static String tooEarly(String moment) {
        return "%s < TIMESTAMPTZ %s".formatted(moment, literal(Touch.EARLIEST.toString()));
    }

    /** What a refund of this rule pays back, as far as a row alone tells: of what is shared out, the whole. */
    private static Stream<Value> paidBack(TouchRule rule) {
        return Stream.of("amount", "amount_home")
                .flatMap(field -> Stream.ofNullable(rule.fields().get(field)))
                .map(amount -> amount instanceof Value.Share share ? share.total() : amount)
                .filter(amount -> !readsOtherRows(amount));
    }

    private static String fault(String test, FaultReason reason, String column) {
        return "WHEN %s THEN %s".formatted(test, literal(reason.name() + "|" + column));
    }

    static String columnOf(Value value) {
        List<String> columns = InputLayout.columnsOf(value);
        return columns.isEmpty() ? "" : columns.getFirst();
    }
}
