package io.tidebank.fold;

import io.tidebank.error.TidebankException;
import java.util.ArrayList;
import java.util.List;

/**
 * What folds ask of a touch beyond its kind, each as a SQL condition over the touch table's columns; a scan answers
 * them as bits. Conditions are composed by the engine from method files, never from touches.
 */
public final class Predicates {

    private static final int MOST = 31;

    private final List<String> conditions = new ArrayList<>();

    /** The same conditions, to which others come apart from these. */
    public Predicates copy() {
        Predicates copy = new Predicates();
        copy.conditions.addAll(conditions);
        return copy;
    }

    /** The bit (a mask with one bit set) that stands for this condition. */
    public int bit(String condition) {
        int at = conditions.indexOf(condition);
        if (at < 0) {
            if (conditions.size() == MOST) {
                throw new TidebankException(
                        FoldError.FOLD_TOO_WIDE,
                        "more than %d different conditions in the ladders that are refreshed together".formatted(MOST));
            }
            at = conditions.size();
            conditions.add(condition);
        }
        return 1 << at;
    }

    /** Whether any condition asks for this column. */
    public boolean read(String column) {
        return conditions.stream().anyMatch(condition -> condition.contains(column));
    }

    /** A SQL expression of type INTEGER: the bits of the conditions that hold. Null counts as not holding. */
    String sql() {
        if (conditions.isEmpty()) {
            return "0::INTEGER";
        }
        StringBuilder sql = new StringBuilder("(");
        for (int i = 0; i < conditions.size(); i++) {
            sql.append(i == 0 ? "" : " | ")
                    .append("CASE WHEN ")
                    .append(conditions.get(i))
                    .append(" THEN ")
                    .append(1 << i)
                    .append(" ELSE 0 END");
        }
        return sql.append(")::INTEGER").toString();
    }
}
