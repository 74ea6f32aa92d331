package io.tidebank.brand;

import io.tidebank.fold.OrderVoids;
import io.tidebank.fold.TouchScan;
import io.tidebank.identity.Consumers;
import io.tidebank.sql.DuckDb;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.BitSet;

/**
 * What folds ask of the model {@code order_void}: which orders are void and since when, and for whom that is new.
 *
 * @param voids every void order
 * @param buyers whose stages have to be told anew from the beginning
 * @param since the earliest moment at which an order became void that was not, or the other way round; Long.MAX_VALUE if
 *     none did
 */
record VoidedOrders(OrderVoids voids, BitSet buyers, long since) {

    private static final String ALL = "SELECT %s AS order_hash, epoch_us(voided_at) FROM order_void"
            .formatted(TouchScan.orderHash("source", "order_id"));

    private static final String SINCE = "SELECT epoch_us(min(voided_at)) FROM %s HAVING count(*) > 0";

    private static final String BUYERS = """
            SELECT DISTINCT primary_id FROM order_touch SEMI JOIN %s AS changed USING (source, order_id)
            WHERE kind IN ('order', 'pay', 'deposit') AND primary_id IS NOT NULL
            """;

    /** @param changed relation with those rows of order_void that are not what they were */
    static VoidedOrders read(Connection connection, String changed, Consumers consumers) {
        OrderVoids voids = new OrderVoids();
        BitSet buyers = new BitSet();
        long since = Long.MAX_VALUE;
        try (Statement statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery(ALL)) {
                while (row.next()) {
                    voids.add(row.getObject(1, BigInteger.class).longValue(), row.getLong(2));
                }
            }
            try (ResultSet row = statement.executeQuery(SINCE.formatted(changed))) {
                since = row.next() ? row.getLong(1) : since;
            }
            try (ResultSet row = statement.executeQuery(BUYERS.formatted(changed))) {
                while (row.next()) {
                    buyers.set(consumers.number(row.getString(1)));
                }
            }
        } catch (SQLException e) {
            throw DuckDb.broken(e);
        }
        return new VoidedOrders(voids, buyers, since);
    }
}
