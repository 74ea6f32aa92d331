package io.tidebank.collect.plan;

import io.tidebank.collect.mapping.Value;
import io.tidebank.collect.plan.cell.PersonalSql;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

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
        for (int i : columns()) {
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
        for (int i : columns()) {
            joins.append(" LEFT JOIN %1$s AS %2$s ON %2$s.text = %3$s.%4$s"
                    .formatted(table(i), name(i), rows, column(layout.hashed().get(i))));
        }
        return joins.toString();
    }

    /** Those that the file may have. */
    private List<Integer> columns() {
        return IntStream.range(0, layout.hashed().size())
                .filter(i -> file.mayHave(name(layout.hashed().get(i))))
                .boxed()
                .toList();
    }

    private String table(int column) {
        return file.table() + "_" + name(column);
    }

    private String column(Value.Hashed hashed) {
        return layout.column(name(hashed));
    }

    private static String name(Value.Hashed hashed) {
        return ((Value.Column) hashed.of()).name();
    }
}
