package io.tidebank.collect.plan;

import static io.tidebank.sql.DuckDb.literal;
import static java.util.stream.Collectors.joining;

import io.tidebank.collect.mapping.PersonalKind;
import io.tidebank.collect.mapping.Value;
import io.tidebank.collect.plan.cell.ParsedSql;
import io.tidebank.collect.plan.cell.PersonalSql;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Turns values into SQL over the rows of one input, checked or not yet. */
final class ValueSql {

    private static final String NO_TEXT = "NULL::VARCHAR";

    private final Map<String, InputLayout> layouts;
    private final InputLayout layout;
    private final String alias;
    private final Joins joins;
    private final String rowId;
    private final Predicate<String> there;

    /** How the rows of another input are called in a query; empty if they are not there. */
    interface Joins {
        String alias(String input);

        /** Whether the hashes of the rows' personal columns are joined to them, each under its name in the layout. */
        default boolean hashes() {
            return false;
        }
    }

    /**
     * @param alias the rows' name in the query
     * @param rowId the SQL of a row's own name
     */
    ValueSql(Map<String, InputLayout> layouts, InputLayout layout, String alias, Joins joins, String rowId) {
        this(layouts, layout, alias, joins, rowId, _ -> true);
    }

    private ValueSql(
            Map<String, InputLayout> layouts,
            InputLayout layout,
            String alias,
            Joins joins,
            String rowId,
            Predicate<String> there) {
        this.layouts = layouts;
        this.layout = layout;
        this.alias = alias;
        this.joins = joins;
        this.rowId = rowId;
        this.there = there;
    }

    /** The same where rows are of one file: columns that it does not have cost nothing. */
    ValueSql of(BoundFile file) {
        return new ValueSql(layouts, layout, alias, joins, rowId, file::mayHave);
    }

    String of(Value value) {
        return switch (value) {
            case Value.Column(String name) -> there.test(name) ? alias + "." + layout.column(name) : NO_TEXT;
            case Value.Constant(String text) -> text.isEmpty() ? NO_TEXT : literal(text);
            case Value.Hashed hash when !isThere(hash) -> NO_TEXT;
            case Value.From(String input, Value inner) -> from(input, inner);
            case Value.Code(Value of) -> code(text(of));
            case Value.Slug(Value of) ->
                "nullif(trim(regexp_replace(lower(%s), '[^\\p{L}\\p{N}]+', '-', 'g'), '-'), '')".formatted(text(of));
            case Value.Masked(Value of) -> PersonalSql.hidden(text(of));
            case Value.Hashed hash
            when joins.hashes() && layout.hashed().contains(hash) ->
                HashTable.name(layout.hashed().indexOf(hash)) + ".hash";
            case Value.Hashed(Value of, PersonalKind kind, String code) -> PersonalSql.hash(text(of), kind, code);
            case Value.Concat(var parts, String separator) ->
                "nullif(concat_ws(%s, %s), '')"
                        .formatted(
                                literal(separator),
                                parts.stream().map(this::text).collect(joining(", ")));
            case Value.Translated translated -> translated(translated);
            case Value.First(var of) -> "coalesce(%s)".formatted(listed(of, ", "));
            case Value.Decimal _, Value.Time _ -> isThere(value) ? alias + "." + layout.parsed(value) : nothing(value);
            case Value.Product(Value left, Value right) -> money("%s * %s".formatted(of(left), of(right)));
            case Value.Difference(Value left, Value right) -> money("%s - %s".formatted(of(left), of(right)));
            case Value.Sum(var of) -> money(listed(of, " + "));
            case Value.Least(var of) -> outermost("least", of);
            case Value.Greatest(var of) -> outermost("greatest", of);
            case Value.Absolute(Value of) -> "abs(%s)".formatted(of(of));
            case Value.Share share -> share(share);
            case Value.Portion(Value amount, Value by, Value per) -> portion(of(amount), of(by), of(per));
            case Value.RowId() -> rowId;
        };
    }

    private String listed(List<Value> values, String between) {
        return values.stream().map(this::of).collect(joining(between));
    }

    private String outermost(String function, List<Value> values) {
        String known = values.stream().map(value -> of(value) + " IS NOT NULL").collect(joining(" AND "));
        return "CASE WHEN %s THEN %s(%s) END".formatted(known, function, listed(values, ", "));
    }

    /** The value as text, whatever it is. */
    String text(Value value) {
        return value.type() == Value.Type.TEXT ? of(value) : "(%s)::VARCHAR".formatted(of(value));
    }

    /** Whether the file has any of the columns that a value is read from, or needs none. */
    private boolean isThere(Value value) {
        List<String> columns = InputLayout.columnsOf(value);
        return columns.isEmpty() || columns.stream().anyMatch(there);
    }

    private static String nothing(Value value) {
        return switch (value.type()) {
            case TEXT -> NO_TEXT;
            case NUMBER -> "NULL::" + ParsedSql.MONEY;
            case TIME -> "NULL::TIMESTAMPTZ";
        };
    }

    private String from(String input, Value inner) {
        String other = joins.alias(input);
        InputLayout there = layouts.get(input);
        if (other.isEmpty() || there == null) {
            return nothing(inner);
        }
        // Hashes are joined to the rows of the file alone, so the names are all that holds there.
        Joins names = table -> joins.alias(table);
        return new ValueSql(layouts, there, other, names, rowId).of(inner);
    }

    /**
     * A code without what spreadsheets put around it; what they put behind a number goes behind digits alone, as a name may
     * end like that. The costly expression runs only where a code is not clean already.
     */
    private static String code(String text) {
        return """
                CASE WHEN regexp_matches(%1$s, '^[\\s\\x{a0}\\x{3000}''=]|(?:\\d\\.0|[\\s\\x{a0}\\x{3000}])$') \
                THEN nullif(regexp_replace(regexp_extract(%1$s, '^[\\s\\x{a0}\\x{3000}''="]*(.*?)["\\s\\x{a0}\\x{3000}]*$', 1), \
                '^(\\d+)\\.0$', '\\1'), '') \
                ELSE %1$s END""".formatted(text);
    }

    private String translated(Value.Translated translated) {
        String of = text(translated.of());
        String cases = translated.to().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(it -> " WHEN %s THEN %s".formatted(literal(it.getKey()), literal(it.getValue())))
                .collect(joining());
        String otherwise = translated.otherwise();
        return "CASE trim(%s)%s ELSE %s END".formatted(of, cases, otherwise == null ? "NULL" : literal(otherwise));
    }

    /**
     * Each row gets the total up to itself less the total up to the row before, both rounded: the parts add up to the
     * total, whatever the rounding. Where there is nothing to go by, the first row gets all.
     */
    private String share(Value.Share share) {
        String per = text(share.per());
        String by = "coalesce(%s, 0)".formatted(of(share.by()));
        String rows = "PARTITION BY %s ORDER BY %s.rowid".formatted(per, alias);
        String all = "sum(%s) OVER (PARTITION BY %s)".formatted(by, per);
        String upTo = "sum(%s) OVER (%s ROWS UNBOUNDED PRECEDING)".formatted(by, rows);
        return """
                CASE WHEN %1$s = 0 THEN CASE WHEN row_number() OVER (%2$s) = 1 THEN %3$s ELSE 0 END \
                ELSE %4$s - %5$s END::%6$s""".formatted(
                        all,
                        rows,
                        of(share.total()),
                        portion(share, upTo, all),
                        portion(share, "(%s - %s)".formatted(upTo, by), all),
                        ParsedSql.MONEY);
    }

    private String portion(Value.Share share, String part, String all) {
        return "round(%s::DOUBLE * %s::DOUBLE / %s::DOUBLE, 4)::%s"
                .formatted(of(share.total()), part, all, ParsedSql.MONEY);
    }

    /** Where the whole is not known, or nothing, all of the amount is taken to concern the part. */
    private static String portion(String amount, String by, String per) {
        return """
                CASE WHEN %1$s IS NULL OR %2$s IS NULL THEN %1$s WHEN %3$s > 0 THEN least(%2$s, %4$s) \
                ELSE least(%2$s, %1$s) END""".formatted(
                amount, by, per, money("round(%s::DOUBLE * %s::DOUBLE / %s::DOUBLE, 4)".formatted(amount, by, per)));
    }

    private static String money(String expression) {
        return "TRY_CAST(%s AS %s)".formatted(expression, ParsedSql.MONEY);
    }
}
