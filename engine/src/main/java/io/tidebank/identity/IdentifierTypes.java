package io.tidebank.identity;

import io.tidebank.touch.Identifier;
import java.util.List;

/** Types of identifier, strongest first. A consumer is named after its strongest; '#' marks a keyed hash. */
public final class IdentifierTypes {

    public static final List<String> BY_STRENGTH = Identifier.BY_STRENGTH;

    private IdentifierTypes() {}

    /** A SQL expression that ranks an identifier ({@code type:value}), the strongest 0. */
    static String rank(String column) {
        StringBuilder sql = new StringBuilder("CASE split_part(" + column + ", ':', 1)");
        for (int i = 0; i < BY_STRENGTH.size(); i++) {
            sql.append(" WHEN '").append(BY_STRENGTH.get(i)).append("' THEN ").append(i);
        }
        return sql.append(" ELSE ").append(BY_STRENGTH.size()).append(" END").toString();
    }
}
