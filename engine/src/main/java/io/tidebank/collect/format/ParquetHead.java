package io.tidebank.collect.format;

import io.tidebank.error.TidebankException;
import io.tidebank.sql.DuckDb;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The columns and first rows of a Parquet file. */
final class ParquetHead {

    private static final int SAMPLE_ROWS = 200;

    private ParquetHead() {}

    static SourceFile read(Connection duckDb, Path file, String name, ContentPass content) {
        String scan = "FROM read_parquet(%s)".formatted(DuckDb.path(file.toString()));
        List<String> names = new ArrayList<>();
        List<String> types = new ArrayList<>();
        List<List<String>> sample = new ArrayList<>();
        try (Statement statement = duckDb.createStatement()) {
            try (ResultSet columns = statement.executeQuery("DESCRIBE " + scan)) {
                while (columns.next()) {
                    names.add(columns.getString("column_name"));
                    types.add(columns.getString("column_type"));
                }
            }
            sample.add(names);
            try (ResultSet rows =
                    statement.executeQuery("SELECT COLUMNS(*)::VARCHAR %s LIMIT %d".formatted(scan, SAMPLE_ROWS))) {
                while (rows.next()) {
                    sample.add(row(rows, names.size()));
                }
            }
        } catch (SQLException e) {
            throw new TidebankException(
                    FormatError.FILE_UNREADABLE, "%s cannot be read as Parquet: %s".formatted(name, e.getMessage()), e);
        }
        return new SourceFile(
                name,
                FileFormat.PARQUET,
                file,
                Compression.NONE,
                new Dialect(',', names.size()),
                content.hash(),
                content.bytes(),
                sample,
                types,
                SourceFile.Sheet.NONE);
    }

    private static List<String> row(ResultSet rows, int width) throws SQLException {
        List<String> row = new ArrayList<>(width);
        for (int i = 1; i <= width; i++) {
            row.add(Objects.requireNonNullElse(rows.getString(i), ""));
        }
        return row;
    }
}
