package io.tidebank.fold;

import io.tidebank.lake.TouchFile;
import io.tidebank.lake.TouchTable;
import io.tidebank.sql.DuckDb;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the orders that were voided, and whose they are. A refund is positive and acts from its own time; an order is
 * void from the moment at which the refunds so far reach the sum of its lines (of its payments, where no lines are
 * known), or from its first cancellation.
 */
public final class OrderVoidScan {

    private static final List<String> COLUMNS =
            List.of("order_id", "kind", "occurred_at", "source", "touch_id", "primary_id", "amount", "amount_home");

    private static final String SQL = """
            WITH trade AS (
                SELECT *, coalesce(amount_home, amount, 0) AS money
                FROM (%s) AS touch
                WHERE kind IN ('order', 'pay', 'deposit', 'refund', 'cancel') AND order_id IS NOT NULL
            ),
            undone AS (SELECT DISTINCT source, order_id FROM trade WHERE kind IN ('refund', 'cancel')),
            concerned AS (SELECT * FROM trade WHERE (source, order_id) IN (SELECT source, order_id FROM undone)),
            worth AS (
                SELECT
                    source,
                    order_id,
                    coalesce(
                        sum(money) FILTER (WHERE kind = 'order'),
                        sum(money) FILTER (WHERE kind = 'pay'),
                        0
                    ) AS money
                FROM concerned
                GROUP BY source, order_id
            ),
            refunded AS (
                SELECT
                    source,
                    order_id,
                    occurred_at,
                    sum(money) OVER (PARTITION BY source, order_id ORDER BY occurred_at, touch_id) AS money
                FROM concerned
                WHERE kind = 'refund'
            ),
            voided AS (
                SELECT refunded.source, refunded.order_id, refunded.occurred_at
                FROM refunded
                INNER JOIN worth ON worth.source = refunded.source AND worth.order_id = refunded.order_id
                WHERE refunded.money >= worth.money
                UNION ALL
                SELECT source, order_id, occurred_at FROM concerned WHERE kind = 'cancel'
            ),
            first_voided AS (
                SELECT source, order_id, min(occurred_at) AS voided_at FROM voided GROUP BY source, order_id
            )
            SELECT DISTINCT
                %s AS order_hash,
                epoch_us(first_voided.voided_at) AS voided_at,
                concerned.primary_id
            FROM first_voided
            INNER JOIN concerned
                ON concerned.source = first_voided.source AND concerned.order_id = first_voided.order_id
            WHERE concerned.kind IN ('order', 'pay', 'deposit')
            """;

    private final OrderVoids voids = new OrderVoids();
    private final List<Voided> rows = new ArrayList<>();

    /**
     * A voided order and one of the identifiers on it.
     *
     * @param order the order's hash, as folds see it
     * @param micros when it became void
     * @param buyer primary id; null for a guest
     */
    public record Voided(long order, long micros, @Nullable String buyer) {}

    private OrderVoidScan() {}

    /** Reads the trade in these files: all of a table's, since a refund may come long after its order. */
    public static OrderVoidScan read(Connection connection, TouchTable table, List<TouchFile> files) {
        OrderVoidScan scan = new OrderVoidScan();
        if (!undone(connection, table, files)) {
            return scan;
        }
        String sql = SQL.formatted(
                table.scan(files, COLUMNS), TouchScan.orderHash("first_voided.source", "first_voided.order_id"));
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                Voided row =
                        new Voided(rows.getObject(1, BigInteger.class).longValue(), rows.getLong(2), rows.getString(3));
                scan.voids.add(row.order(), row.micros());
                scan.rows.add(row);
            }
        } catch (SQLException e) {
            throw DuckDb.broken(e);
        }
        return scan;
    }

    /** Whether any order was refunded or cancelled at all: one narrow column tells. */
    private static boolean undone(Connection connection, TouchTable table, List<TouchFile> files) {
        String sql = "SELECT 1 FROM (" + table.scan(files, List.of("kind", "order_id"))
                + ") AS touch WHERE kind IN ('refund', 'cancel') AND order_id IS NOT NULL LIMIT 1";
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next();
        } catch (SQLException e) {
            throw DuckDb.broken(e);
        }
    }

    public OrderVoids voids() {
        return voids;
    }

    /** One row per voided order and identifier on its touches. */
    public List<Voided> rows() {
        return rows;
    }
}
