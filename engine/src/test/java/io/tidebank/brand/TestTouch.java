package io.tidebank.brand;

import io.tidebank.sql.DuckDb;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A touch as tests make them: only the columns that stages depend on. */
record TestTouch(
        String id,
        long micros,
        String kind,
        List<String> ids,
        @Nullable String order,
        @Nullable BigDecimal amount,
        @Nullable Integer polarity,
        String touchpoint,
        String source) {

    /** A touch of the source that most tests have alone. */
    TestTouch(
            String id,
            long micros,
            String kind,
            List<String> ids,
            @Nullable String order,
            @Nullable BigDecimal amount,
            @Nullable Integer polarity,
            String touchpoint) {
        this(id, micros, kind, ids, order, amount, polarity, touchpoint, "test");
    }

    static TestTouch of(String id, long micros, String kind, String primary) {
        return new TestTouch(id, micros, kind, List.of(primary), null, null, null, "store_page.home");
    }

    TestTouch ordered(String orderId, String money) {
        return new TestTouch(id, micros, kind, ids, orderId, new BigDecimal(money), polarity, touchpoint, source);
    }

    TestTouch from(String other) {
        return new TestTouch(id, micros, kind, ids, order, amount, polarity, touchpoint, other);
    }

    /** A SELECT that gives these touches. */
    static String select(List<TestTouch> touches) {
        List<String> rows = new ArrayList<>();
        for (TestTouch touch : touches) {
            rows.add(touch.values());
        }
        return "SELECT touch_id, 'i' AS import_id, source, make_timestamptz(micros) AS occurred_at,"
                + " make_timestamptz(micros) AS received_at, kind, ids, CASE WHEN len(ids) > 0 THEN"
                + " ids[1].type || ':' || ids[1].value END AS primary_id, order_id, amount AS amount,"
                + " amount AS amount_home, polarity, touchpoint FROM (VALUES " + String.join(", ", rows)
                + ") AS t(touch_id, micros, kind, ids, order_id, amount, polarity, touchpoint, source)";
    }

    private String values() {
        List<String> structs = new ArrayList<>();
        for (String carried : ids) {
            int colon = carried.indexOf(':');
            structs.add("{'type': %s, 'value': %s}"
                    .formatted(
                            DuckDb.literal(carried.substring(0, colon)), DuckDb.literal(carried.substring(colon + 1))));
        }
        return "(%s, %d::BIGINT, %s, [%s]::STRUCT(\"type\" VARCHAR, \"value\" VARCHAR)[], %s::VARCHAR, %s::DECIMAL(18,4), %s::INTEGER, %s, %s)"
                .formatted(
                        DuckDb.literal(id),
                        micros,
                        DuckDb.literal(kind),
                        String.join(", ", structs),
                        order == null ? "NULL" : DuckDb.literal(order),
                        amount == null ? "NULL" : amount.toPlainString(),
                        polarity == null ? "NULL" : polarity.toString(),
                        DuckDb.literal(touchpoint),
                        DuckDb.literal(source));
    }
}
