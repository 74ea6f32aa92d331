package io.tidebank.collect.plan;

import static java.util.stream.Collectors.joining;

import io.tidebank.collect.plan.cell.ParsedSql;
import io.tidebank.sql.DuckDb;
import java.util.List;
import java.util.stream.Stream;

/** SQL of the touches that stand for several rows, such as the payment of an order of many lines. */
public final class OnceSql {

    /** Before what tells a later part of such a touch from the first one. */
    private static final String REST = "/and/";

    private static final List<String> FROM_FIRST_ROW = Stream.of(
                    List.of("kind", "primary_id"), TouchSelect.TEXTS, List.of("polarity", "context", "properties"))
            .flatMap(List::stream)
            .toList();

    private OnceSql() {}

    /** All rows of one id as one touch: the first time, what the first row says, and the sums. */
    static String together(String select) {
        return "SELECT touch_id, min(occurred_at) AS occurred_at, %s FROM (%s) AS lines GROUP BY touch_id"
                .formatted(columns(), select);
    }

    /**
     * What lines that are new add to touches that are known: a touch beside the first one, at its moment, for the rest.
     * Its id is made of the ids of its lines, which come only once.
     *
     * @param parts rows with a line's id that are new, each once
     * @param known table of known touches: touch_id, occurred_at
     */
    public static String rests(String parts, String known) {
        return """
                SELECT * EXCLUDE (known_id) FROM (SELECT lines.touch_id AS known_id, lines.touch_id || '%1$s' \
                || left(md5(string_agg(line_id, '|' ORDER BY line_id)), 16) AS touch_id, \
                min(known_at) AS occurred_at, %2$s FROM (%3$s) AS lines \
                JOIN (SELECT touch_id, occurred_at AS known_at FROM %4$s) AS known USING (touch_id) GROUP BY lines.touch_id) AS rests \
                WHERE amount <> 0""".formatted(REST, columns(), parts, known);
    }

    /**
     * What totals that have grown add to touches that are known: a touch beside the first one, at the moment that is told
     * with the new total. An import tells one total of a touch, so its id is made of that of the import.
     *
     * @param totals touches that tell how much something is by now
     * @param known table of known touches: touch_id, and the sums of what they and the touches beside them told
     */
    public static String growth(String totals, String known) {
        return """
                SELECT totals.* REPLACE (touch_id || '%1$s' || left(md5(import_id), 16) AS touch_id, \
                (totals.quantity - known.quantity)::%2$s AS quantity, (totals.amount - known.amount)::%2$s AS amount, \
                (totals.amount_home - known.amount_home)::%2$s AS amount_home) \
                FROM %3$s AS totals JOIN %4$s AS known USING (touch_id) WHERE totals.amount > known.amount""".formatted(REST, ParsedSql.MONEY, totals, known);
    }

    /**
     * The other imports that brought later parts of touches of which an import brought a part, too.
     *
     * @param lake SELECT of touch_id, source, import_id
     */
    public static String laterImports(String lake, String importId) {
        return """
                SELECT DISTINCT import_id FROM (%1$s) AS lake WHERE import_id <> %2$s AND %3$s <> touch_id \
                AND (source, %3$s) IN (SELECT (source, %3$s) FROM (%1$s) AS lake WHERE import_id = %2$s) \
                ORDER BY import_id""".formatted(lake, DuckDb.literal(importId), whole("touch_id"));
    }

    /** The id of the touch that a part belongs to. */
    public static String whole(String touchId) {
        return "CASE WHEN contains(%1$s, '%2$s') THEN regexp_replace(%1$s, '%2$s[0-9a-f]{16}$', '') ELSE %1$s END"
                .formatted(touchId, REST);
    }

    private static String columns() {
        String first = FROM_FIRST_ROW.stream()
                .map(name -> "arg_min(%1$s, position) AS %1$s".formatted(name))
                .collect(joining(", "));
        return """
                any_value(import_id) AS import_id, any_value(source) AS source, any_value(received_at) AS received_at, \
                coalesce(arg_min(ids, position) FILTER (len(ids) > 0), []::%1$s) AS ids, %2$s, \
                sum(quantity)::%3$s AS quantity, sum(amount)::%3$s AS amount, \
                sum(amount_home)::%3$s AS amount_home""".formatted(TouchSelect.IDS, first, ParsedSql.MONEY);
    }
}
