package io.tidebank.sql;

import io.tidebank.method.MethodFiles;
import java.sql.Connection;
import java.util.List;

/**
 * One derived table: the header comment and the SELECT of a file in methods/models.
 *
 * @param name of the table and of the file
 * @param grain what one row is
 * @param key columns whose values no two rows share
 * @param checks conditions that hold for every row
 * @param refresh what a change of the inputs touches
 * @param refreshedBy of a model that is refreshed by key, those columns of the key by which rows change together: all of them
 *     unless the file names some
 * @param columns as documented, in order
 * @param syntax what the SELECT names
 * @param select the statement
 * @param hash SHA-256 of the file's text
 */
public record SqlModel(
        String name,
        String grain,
        List<String> key,
        List<String> checks,
        Refresh refresh,
        List<String> refreshedBy,
        List<Column> columns,
        SqlSyntax syntax,
        String select,
        String hash) {

    /** Which rows can change when touches come, go or move to another consumer. */
    public enum Refresh {
        /** Any. */
        FULL,
        /** Those whose {@code day} is that of the first such touch, or later. */
        BY_DAY,
        /**
         * Those whose {@code month} is that of the first such touch, or later. Of {@code month_end} a row depends on its
         * own month and the one before.
         */
        BY_MONTH,
        /**
         * Those whose key, or the named columns of it, is that of a row that came or went in an input with the key's columns: a row depends on nothing
         * else in such an input.
         */
        BY_KEY
    }

    /**
     * A column, for the reader.
     *
     * @param unit what its values are: a unit, {@code money}, {@code day}, {@code code} ...
     */
    public record Column(String name, String unit, String meaning) {}

    public SqlModel {
        key = List.copyOf(key);
        refreshedBy = List.copyOf(refreshedBy);
        checks = List.copyOf(checks);
        columns = List.copyOf(columns);
    }

    /** Every model, as shipped or as a brand overrides it. */
    public static List<SqlModel> all(MethodFiles files, Connection connection) {
        return files.list("models").stream()
                .map(name -> parse(name, files.read("models/" + name + ".sql"), connection))
                .toList();
    }

    /**
     * Reads a model file. MODEL_INVALID names every fault with its line.
     *
     * @param connection any connection to DuckDB, whose parser finds the inputs
     */
    public static SqlModel parse(String name, String text, Connection connection) {
        return new ModelParser(name, text).parse(connection);
    }
}
