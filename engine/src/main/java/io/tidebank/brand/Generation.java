package io.tidebank.brand;

import io.tidebank.sql.DuckDb;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Optional;

/**
 * What the serving file was derived from: replaced in the transaction that replaces the tables, so that they always
 * belong together.
 *
 * @param snapshot the lake snapshot that has been seen
 * @param signature everything else that the tables depend on: formats, ladder files, zone
 * @param state name of the folder that holds the fold state
 * @param consumers identified consumers
 * @param guestTouches touches without identifier
 * @param rates version of the exchange rates; empty for none
 * @param refreshedAt when
 */
record Generation(
        long snapshot,
        String signature,
        String state,
        long consumers,
        long guestTouches,
        String rates,
        Instant refreshedAt) {

    /** The column that versions before rates did not write. */
    private static final int RATES = 7;

    static Optional<Generation> find(Connection connection) {
        try (Statement statement = connection.createStatement()) {
            try (ResultSet tables =
                    statement.executeQuery("SELECT 1 FROM information_schema.tables WHERE table_name = 'generation'")) {
                if (!tables.next()) {
                    return Optional.empty();
                }
            }
        } catch (SQLException e) {
            throw DuckDb.broken(e);
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT * REPLACE (epoch_us(refreshed_at) AS refreshed_at) FROM" + " generation")) {
            return row.next()
                    ? Optional.of(new Generation(
                            row.getLong(1),
                            row.getString(2),
                            row.getString(3),
                            row.getLong(4),
                            row.getLong(5),
                            row.getMetaData().getColumnCount() < RATES ? "" : row.getString(RATES),
                            Instant.EPOCH.plusNanos(row.getLong(6) * 1000)))
                    : Optional.empty();
        } catch (SQLException e) {
            throw DuckDb.broken(e);
        }
    }

    /** The same, its money told by other rates. */
    Generation withRates(String version) {
        return new Generation(snapshot, signature, state, consumers, guestTouches, version, refreshedAt);
    }

    void save(Connection connection) {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE OR REPLACE TABLE generation(snapshot BIGINT, signature VARCHAR, state VARCHAR,"
                    + " consumers BIGINT, guest_touches BIGINT, refreshed_at TIMESTAMPTZ, rates VARCHAR)");
        } catch (SQLException e) {
            throw DuckDb.broken(e);
        }
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO generation VALUES (?, ?, ?, ?, ?, make_timestamptz(?), ?)")) {
            insert.setLong(1, snapshot);
            insert.setString(2, signature);
            insert.setString(3, state);
            insert.setLong(4, consumers);
            insert.setLong(5, guestTouches);
            insert.setLong(6, refreshedAt.toEpochMilli() * 1000);
            insert.setString(RATES, rates);
            insert.execute();
        } catch (SQLException e) {
            throw DuckDb.broken(e);
        }
    }
}
