package io.tidebank.identity;

import io.tidebank.touch.Identifier;
import java.util.List;

/** Which type of identifier is how strong. A consumer is named after its strongest. */
final class IdentifierTypes {

    private IdentifierTypes() {}

    /** A SQL expression that ranks an identifier ({@code type:value}), the strongest 0. */
    static String rank(String column) {
        StringBuilder sql = new StringBuilder("CASE split_part(" + column + ", ':', 1)");
        List<String> types = Identifier.BY_STRENGTH;
        for (int i = 0; i < types.size(); i++) {
            sql.append(" WHEN '").append(types.get(i)).append("' THEN ").append(i);
        }
        return sql.append(" ELSE ").append(types.size()).append(" END").toString();
    }
}
