package io.tidebank.sql;

import static io.tidebank.sql.SqlError.MODEL_INVALID;

import io.tidebank.error.TidebankException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a SELECT names, as DuckDB's own parser sees it. The parser forgets scopes: a table and a CTE of the same name
 * cannot be told apart, so whoever asks must refuse a CTE that bears the name of a table.
 *
 * @param tables read from, CTEs left out; all names in lower case
 * @param qualified tables whose schema or database is named, with what names them, such as {@code main.touch}. They are
 *     never CTEs, whatever CTEs are called, and may be files: {@code "folder/x".parquet}
 * @param ctes common table expressions
 * @param functions called with values, operators included
 * @param tableFunctions called in a FROM clause
 */
public record SqlSyntax(
        SortedSet<String> tables,
        SortedSet<String> qualified,
        SortedSet<String> ctes,
        SortedSet<String> functions,
        SortedSet<String> tableFunctions) {

    private enum Part {
        TABLE,
        SHOWN,
        QUALIFIED,
        CTE,
        FUNCTION,
        TABLE_FUNCTION
    }

    private static final String PARSE = "select json_serialize_sql(?)";

    private static final String PARTS = """
            with tree as (select * from json_tree(?::json)),
            relation as (
                select
                    json_extract_string(value, '$.type') as type,
                    coalesce(json_extract_string(value, '$.catalog_name'), '') as catalog,
                    coalesce(json_extract_string(value, '$.schema_name'), '') as schema,
                    coalesce(json_extract_string(value, '$.table_name'), '') as name
                from tree
                where type = 'OBJECT' and json_extract_string(value, '$.type') in ('BASE_TABLE', 'SHOW_REF')
            ),
            called as (select id from tree where type = 'OBJECT' and json_extract_string(value, '$.type') = 'TABLE_FUNCTION')
            select if(type = 'SHOW_REF', 'SHOWN', 'TABLE'), name from relation where catalog || schema = '' and name <> ''
            union
            select 'QUALIFIED', array_to_string(list_filter([catalog, schema, name], lambda part: part <> ''), '.')
            from relation where catalog || schema <> ''
            union
            select 'TABLE_FUNCTION', json_extract_string(value, '$.function.function_name') from tree
            where id in (from called)
            union
            select 'FUNCTION', json_extract_string(value, '$.function_name') from tree
            where type = 'OBJECT' and json_extract_string(value, '$.function_name') is not null
            and not (coalesce(key, '') = 'function' and parent in (from called))
            union
            select 'CTE', json_extract_string(value, '$.key') from tree where path like '%.cte_map.map'
            """;

    /** Parses one SELECT; MODEL_INVALID if the text is anything else. */
    public static SqlSyntax of(Connection connection, String select) {
        Map<Part, SortedSet<String>> parts = new EnumMap<>(Part.class);
        for (Part part : Part.values()) {
            parts.put(part, new TreeSet<>());
        }
        try (PreparedStatement statement = connection.prepareStatement(PARTS)) {
            statement.setString(1, tree(connection, select));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    String name = rows.getString(2).toLowerCase(Locale.ROOT);
                    names(parts, Part.valueOf(rows.getString(1))).add(name);
                }
            }
        } catch (SQLException e) {
            throw DuckDb.broken(e);
        }
        names(parts, Part.TABLE).removeAll(names(parts, Part.CTE));
        names(parts, Part.TABLE).addAll(names(parts, Part.SHOWN));
        return new SqlSyntax(
                names(parts, Part.TABLE),
                names(parts, Part.QUALIFIED),
                names(parts, Part.CTE),
                names(parts, Part.FUNCTION),
                names(parts, Part.TABLE_FUNCTION));
    }

    private static SortedSet<String> names(Map<Part, SortedSet<String>> parts, Part part) {
        return parts.getOrDefault(part, Collections.emptySortedSet());
    }

    private static String tree(Connection connection, String select) throws SQLException {
        String question =
                "select tree, tree->>'$.error_message', coalesce(json_array_length(tree->'$.statements'), 0) from (%s) as t(tree)"
                        .formatted(PARSE);
        try (PreparedStatement statement = connection.prepareStatement(question)) {
            statement.setString(1, select);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                if (row.getString(2) != null) {
                    String fault = row.getString(2);
                    throw new TidebankException(
                            MODEL_INVALID, fault.contains("serialized to json") ? "this is no SELECT" : fault);
                }
                if (row.getLong(3) != 1) {
                    throw new TidebankException(MODEL_INVALID, "One SELECT is wanted, not " + row.getLong(3));
                }
                return row.getString(1);
            }
        }
    }
}
