package io.tidebank.money;

import io.tidebank.sql.DuckDb;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** The table of rates in DuckDB: a row for every currency and day on which a rate counts. */
public final class RateTable {

    public static final String NAME = "currency_rate";

    private static final String COLUMNS =
            "(currency varchar not null, day date not null, rate decimal(%d, %d) not null,"
                            .formatted(Rate.SCALE + 7, Rate.SCALE)
                    + " told_on date not null)";

    private RateTable() {}

    /** Writes the table anew, in the connection's transaction if one is open. */
    public static void write(Connection connection, Rates rates) {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE OR REPLACE TABLE " + NAME + COLUMNS);
            fill(connection.unwrap(DuckDBConnection.class).createAppender(NAME), rates);
        } catch (SQLException e) {
            throw DuckDb.broken(e);
        }
    }

    /** Makes the same known to this connection alone, which cannot see what others have not committed. */
    public static void lend(Connection connection, Rates rates) {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE OR REPLACE TEMP TABLE " + NAME + COLUMNS);
            fill(connection.unwrap(DuckDBConnection.class).createAppender("temp", "main", NAME), rates);
        } catch (SQLException e) {
            throw DuckDb.broken(e);
        }
    }

    private static void fill(DuckDBAppender appender, Rates rates) throws SQLException {
        try (appender) {
            Rows rows = new Rows(appender);
            rates.eachDay(rows::add);
        }
    }

    /** Appends rows; a failure comes out as the engine's own. */
    private record Rows(DuckDBAppender appender) {

        void add(LocalDate day, Rate rate) {
            try {
                appender.beginRow()
                        .append(rate.currency())
                        .append(day)
                        .append(rate.rate())
                        .append(rate.day())
                        .endRow();
            } catch (SQLException e) {
                throw DuckDb.broken(e);
            }
        }
    }
}
