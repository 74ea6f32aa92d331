package io.tidebank.fold;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Makes histories and voids for tests of folds. */
public final class Histories {

    private static final Connection DUCKDB = connect();

    private Histories() {}

    public static History of(long[] micros, byte[] kinds, int[] predicates, long[] orders) {
        History history = new History(micros, kinds, predicates, orders);
        history.window(0, micros.length);
        return history;
    }

    /** The bits of the rows of a relation, as the scan of a refresh has them answered. */
    public static int[] predicates(Predicates predicates, String relation) {
        try (Statement statement = DUCKDB.createStatement();
                ResultSet rows = statement.executeQuery("SELECT " + predicates.sql() + " FROM " + relation)) {
            List<Integer> bits = new ArrayList<>();
            while (rows.next()) {
                bits.add(rows.getInt(1));
            }
            return bits.stream().mapToInt(Integer::intValue).toArray();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Connection connect() {
        try {
            return DriverManager.getConnection("jdbc:duckdb:");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
