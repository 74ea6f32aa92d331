package io.tidebank.collect.plan;

import io.tidebank.collect.mapping.Value;
import io.tidebank.collect.plan.cell.PersonalSql;
import java.util.ArrayList;
import java.util.List;

/**
 * The hashes of a file's personal columns, each computed once for each value and not for each row: a shop's customers come
 * again and again, and a keyed hash costs more than all else that is done to a row.
 */
final class HashTable {

    private final BoundFile file;
    private final InputLayout layout;

    HashTable(BoundFile file, InputLayout layout) {
        this.file = file;
        this.layout = layout;
    }

    /** What the hashes of a column are called in a query. */
    static String name(int column) {
        return "h" + column;
    }

    /** Statements that make the tables, once the file has been read. */
    List<String> statements() {
        List<String> statements = new ArrayList<>();
        for (int i = 0; i < layout.hashed().size(); i++) {
            Value.Hashed hashed = layout.hashed().get(i);
            statements.add(
                    "CREATE OR REPLACE TEMP TABLE %s AS SELECT text, %s AS hash FROM (SELECT DISTINCT %s AS text FROM %s)"
                            .formatted(
                                    table(i),
                                    PersonalSql.hash("text", hashed.kind(), hashed.callingCode()),
                                    column(hashed),
                                    file.table()));
        }
        return statements;
    }

    /** What joins them to the rows of the file. */
    String joins(String rows) {
        StringBuilder joins = new StringBuilder();
        for (int i = 0; i < layout.hashed().size(); i++) {
            joins.append(" LEFT JOIN %1$s AS %2$s ON %2$s.text = %3$s.%4$s"
                    .formatted(table(i), name(i), rows, column(layout.hashed().get(i))));
        }
        return joins.toString();
    }

    private String table(int column) {
        return file.table() + "_" + name(column);
    }

    private String column(Value.Hashed hashed) {
        return layout.column(((Value.Column) hashed.of()).name());
    }
}
