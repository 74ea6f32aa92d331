package io.tidebank.identity;

import static java.util.stream.Collectors.joining;

import io.tidebank.lake.TouchFile;
import io.tidebank.sql.DuckDb;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Tells from their footers which files can link identifiers. A list of none or one takes one entry in its column, a list
 * of n takes n: only a file with more entries than rows has a touch that carries several identifiers.
 */
final class LinkingFiles {

    private LinkingFiles() {}

    /** The files of which some touch carries more than one identifier. */
    static List<TouchFile> among(Connection connection, List<TouchFile> files) {
        if (files.isEmpty()) {
            return files;
        }
        Set<String> linking = new HashSet<>();
        String sql = "SELECT DISTINCT file_name FROM parquet_metadata(["
                + files.stream().map(file -> DuckDb.path(file.path())).collect(joining(", "))
                + "]) WHERE path_in_schema LIKE 'ids,%' AND num_values > row_group_num_rows";
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                linking.add(rows.getString(1));
            }
        } catch (SQLException e) {
            throw DuckDb.broken(e);
        }
        return files.stream().filter(file -> linking.contains(file.path())).toList();
    }
}
