package io.tidebank.brand;

import io.tidebank.fold.OrderVoidScan.Voided;
import io.tidebank.identity.Consumers;
import io.tidebank.sql.DuckDb;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Remembers which orders were void at the last refresh, so that the next one replays just those for whom that changed. */
final class VoidedOrders {

    private VoidedOrders() {}

    /** Orders whose voiding is new, changed or gone. */
    static List<Voided> changed(Connection connection, List<Voided> now) {
        Set<Voided> before = load(connection);
        Set<Voided> after = new HashSet<>(now);
        List<Voided> changed = new ArrayList<>();
        after.stream().filter(row -> !before.contains(row)).forEach(changed::add);
        before.stream().filter(row -> !after.contains(row)).forEach(changed::add);
        return changed;
    }

    /** Everyone who bought on these orders. */
    static BitSet buyers(List<Voided> rows, Consumers consumers) {
        BitSet buyers = new BitSet();
        rows.forEach(row -> mark(row, consumers, buyers));
        return buyers;
    }

    static void save(Connection connection, List<Voided> rows) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE OR REPLACE TABLE order_void(order_hash BIGINT, voided_micros BIGINT, buyer VARCHAR)");
        } catch (SQLException e) {
            throw DuckDb.broken(e);
        }
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO order_void VALUES (?, ?, ?)")) {
            for (Voided row : rows) {
                insert.setLong(1, row.order());
                insert.setLong(2, row.micros());
                insert.setString(3, row.buyer());
                insert.addBatch();
            }
            insert.executeBatch();
        } catch (SQLException e) {
            throw DuckDb.broken(e);
        }
    }

    private static Set<Voided> load(Connection connection) {
        Set<Voided> rows = new HashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT order_hash, voided_micros, buyer FROM order_void")) {
            while (row.next()) {
                rows.add(new Voided(row.getLong(1), row.getLong(2), row.getString(3)));
            }
        } catch (SQLException e) {
            throw DuckDb.broken(e);
        }
        return rows;
    }

    private static void mark(Voided row, Consumers consumers, BitSet buyers) {
        if (row.buyer() != null) {
            buyers.set(consumers.number(row.buyer()));
        }
    }
}
