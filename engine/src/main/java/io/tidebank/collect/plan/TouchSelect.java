package io.tidebank.collect.plan;

import static io.tidebank.sql.DuckDb.literal;
import static java.util.stream.Collectors.joining;

import io.tidebank.collect.mapping.TouchIdentity;
import io.tidebank.collect.mapping.TouchRule;
import io.tidebank.collect.mapping.Value;
import io.tidebank.collect.plan.cell.ParsedSql;
import io.tidebank.collect.plan.cell.PersonalSql;
import io.tidebank.money.CurrencyCode;
import io.tidebank.touch.Identifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The SELECT of the touches that one rule makes of one file's checked rows. */
final class TouchSelect {

    static final String IDS = "STRUCT(\"type\" VARCHAR, \"value\" VARCHAR)[]";

    /** Columns of text that a rule gives as they are. */
    static final List<String> TEXTS = List.of(
            "name",
            "touchpoint",
            "item",
            "category",
            "product_line",
            "store",
            "market",
            "currency",
            "order_id",
            "play_id",
            "content_id");

    /** Bits for a row's number beside its file's. */
    private static final int ROWS_OF_A_FILE = 40;

    private final TouchStamp stamp;
    private final ValueSql values;
    private final TouchRule rule;
    private final int ruleNumber;

    TouchSelect(TouchStamp stamp, ValueSql values, TouchRule rule, int ruleNumber) {
        this.stamp = stamp;
        this.values = values;
        this.rule = rule;
        this.ruleNumber = ruleNumber;
    }

    /** @param rows the FROM clause: the checked rows as {@code m}, and what is joined to them */
    String over(String rows) {
        String select = "SELECT %s FROM %s WHERE m.fault IS NULL AND %s".formatted(columns(), rows, when());
        return rule.identity().joinsRows() ? OnceSql.together(select) : select;
    }

    /**
     * What each row adds to a touch that stands for several, with the id of the touch that is the row's own.
     *
     * @param line the rule of the rows' own touches
     */
    String parts(String rows, TouchSelect line) {
        return """
                SELECT %s, CASE WHEN %s THEN %s END AS line_id FROM %s WHERE m.fault IS NULL \
                QUALIFY %s""".formatted(columns(), line.when(), line.touchId(List.of(line.when())), rows, when());
    }

    /** What touches and their orders are called, without making them. */
    String names(String rows) {
        return "SELECT %s AS touch_id, %s AS order_id FROM %s WHERE m.fault IS NULL AND %s"
                .formatted(touchId(List.of()), values.text(rule.field("order_id")), rows, when());
    }

    private String when() {
        return new ConditionSql(values).of(rule.when());
    }

    private String columns() {
        List<String> columns = new ArrayList<>();
        columns.add(touchId(List.of()) + " AS touch_id");
        columns.add(literal(stamp.importId()) + " AS import_id");
        columns.add(literal(stamp.source()) + " AS source");
        columns.add(values.of(rule.at()) + " AS occurred_at");
        columns.add("TIMESTAMPTZ %s AS received_at"
                .formatted(literal(stamp.receivedAt().toString())));
        columns.add(values.text(rule.kind()) + " AS kind");
        columns.add(ids() + " AS ids");
        columns.add(primaryId() + " AS primary_id");
        for (String name : TEXTS) {
            columns.add("%s AS %s".formatted(values.text(rule.field(name)), name));
        }
        columns.add(number("quantity") + " AS quantity");
        columns.add(number("amount") + " AS amount");
        columns.add(homeAmount() + " AS amount_home");
        columns.add("sign(%s)::INTEGER AS polarity".formatted(number("polarity")));
        columns.add(json(rule.context()) + " AS context");
        columns.add(json(rule.properties()) + " AS properties");
        if (rule.identity().joinsRows()) {
            columns.add("%d + m.rowid AS position".formatted((long) stamp.file() << ROWS_OF_A_FILE));
        }
        return String.join(", ", columns);
    }

    /** @param apart what else keeps lines apart when those with the same key are numbered */
    private String touchId(List<String> apart) {
        String row = "%s || '.%d'".formatted(stamp.rowId(), ruleNumber);
        return switch (rule.identity()) {
            case TouchIdentity.Row _ -> row;
            case TouchIdentity.Sender(Value id) -> "coalesce(%s, %s)".formatted(values.text(id), row);
            case TouchIdentity.Once(Value per) -> keyed(values.text(per));
            case TouchIdentity.Total(Value per) -> keyed(values.text(per));
            case TouchIdentity.Lines(List<Value> key) -> {
                String line = key.stream()
                        .map(part -> "coalesce(%s, '')".formatted(values.text(part)))
                        .collect(joining(" || '/' || "));
                // By the whole text: a value may hold a slash, and two lines must not come to one id.
                String alike = Stream.concat(apart.stream(), Stream.of(line)).collect(joining(", "));
                yield keyed("%s || '/' || row_number() OVER (PARTITION BY %s ORDER BY m.rowid)".formatted(line, alike));
            }
        };
    }

    private String keyed(String key) {
        return "%s || '/' || %s".formatted(values.text(rule.kind()), key);
    }

    private String number(String field) {
        return rule.fields().containsKey(field) ? values.of(rule.field(field)) : "NULL::" + ParsedSql.MONEY;
    }

    private String homeAmount() {
        if (rule.fields().containsKey("amount_home")) {
            return number("amount_home");
        }
        return rule.fields().containsKey("amount")
                ? "CASE WHEN %s = %s THEN %s END"
                        .formatted(
                                CurrencyCode.sql(values.text(rule.field("currency"))),
                                literal(stamp.homeCurrency()),
                                number("amount"))
                : number("amount");
    }

    /** An identifier that rows may carry, as an expression. */
    private record Carried(String type, String value) {}

    /**
     * Strongest first. Text that somebody hid or that stands for nobody never identifies; a user who is called by an e-mail
     * address or a telephone is known by its hash, as of live events.
     */
    private List<Carried> carried() {
        Value user = rule.ids().get("user");
        List<Carried> carried = new ArrayList<>();
        for (String type : Identifier.BY_STRENGTH) {
            Value value = rule.ids().get(type);
            if (value != null) {
                carried.add(new Carried(type, type.endsWith("#") ? values.text(value) : named(type, value)));
            }
            if (user != null && type.endsWith("#")) {
                String text = values.text(user);
                String hash = type.equals("email#") ? PersonalSql.hashOfEmail(text) : PersonalSql.hashOfPhone(text);
                String twice = value == null ? hash : "nullif(%s, %s)".formatted(hash, values.text(value));
                carried.add(new Carried(type, twice));
            }
        }
        return carried;
    }

    private String named(String type, Value value) {
        String text = values.text(value);
        return type.equals("user") ? PersonalSql.plain(text) : PersonalSql.identifying(text);
    }

    private String primary() {
        return PersonalSql.typed(values.text(rule.field("primary_id")));
    }

    private boolean hasPrimary() {
        return rule.fields().containsKey("primary_id");
    }

    /** The primary identifier is one of them, also where others have stronger types: whoever carries both is one person. */
    private String ids() {
        List<Carried> carried = carried();
        List<String> values =
                new ArrayList<>(carried.stream().map(Carried::value).toList());
        List<String> all = new ArrayList<>(carried.stream()
                .map(id -> "{'type': %s, 'value': %s}".formatted(literal(id.type()), id.value()))
                .toList());
        if (hasPrimary()) {
            String besides =
                    carried.isEmpty() ? "true" : "NOT coalesce(%s IN (%s), false)".formatted(primary(), texts(carried));
            values.add(primary());
            all.add(("{'type': split_part(%1$s, ':', 1), 'value': CASE WHEN contains(%1$s, ':') AND %2$s"
                            + " THEN substr(%1$s, strpos(%1$s, ':') + 1) END}")
                    .formatted(primary(), besides));
        }
        if (all.isEmpty()) {
            return "[]::" + IDS;
        }
        return "CASE WHEN coalesce(%1$s) IS NULL THEN []::%3$s ELSE list_filter([%2$s], lambda id: id.value IS NOT NULL)::%3$s END"
                .formatted(String.join(", ", values), String.join(", ", all), IDS);
    }

    private static String texts(List<Carried> carried) {
        return carried.stream()
                .map(id -> "%s || %s".formatted(literal(id.type() + ":"), id.value()))
                .collect(joining(", "));
    }

    private String primaryId() {
        List<Carried> carried = carried();
        if (!hasPrimary()) {
            return carried.isEmpty() ? "NULL::VARCHAR" : "coalesce(%s)".formatted(texts(carried));
        }
        return carried.isEmpty() ? primary() : "coalesce(%s, %s)".formatted(primary(), texts(carried));
    }

    private String json(Map<String, Value> named) {
        if (named.isEmpty()) {
            return "NULL::VARCHAR";
        }
        String members = named.entrySet().stream()
                .map(it -> "%s || to_json(%s)::VARCHAR".formatted(literal(key(it.getKey())), present(it.getValue())))
                .collect(joining(", "));
        return "nullif('{' || concat_ws(',', %s) || '}', '{}')".formatted(members);
    }

    /** The name of a member, its colon behind it. JSON of a text literal in SQL needs no more than this. */
    private static String key(String name) {
        return '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + "\":";
    }

    private String present(Value value) {
        return value.type() == Value.Type.TIME ? values.text(value) : values.of(value);
    }
}
