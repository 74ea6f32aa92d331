package io.tidebank.fold;

import static java.util.stream.Collectors.joining;

import io.tidebank.error.TidebankException;
import io.tidebank.fold.ArrowAhead.Columns;
import io.tidebank.lake.TouchTable;
import io.tidebank.lake.timeline.Timeline;
import io.tidebank.money.HomeAmount;
import io.tidebank.sql.DuckDb;
import io.tidebank.touch.TouchKinds;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.ValueVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.duckdb.DuckDBResultSet;

/**
 * Reads identified touches out of the lake, in the order (occurred_at, kind rank, source, touch_id), as batches of plain
 * arrays: DuckDB decodes, Arrow hands over, identifiers become consumer numbers on the way.
 */
public final class TouchScan {

    private static final int BATCH_ROWS = 122_880;
    private static final List<String> COLUMNS = List.of(
            "primary_id",
            "occurred_at",
            "kind",
            "order_id",
            "source",
            "touch_id",
            "polarity",
            "amount",
            "currency",
            HomeAmount.COLUMN,
            "touchpoint",
            "item",
            "category",
            "product_line",
            "store",
            "market",
            "content_id",
            "play_id");

    /** Beyond so many persons a stretch of the timeline without any of them is rare. */
    private static final int MOST_LOOKED_UP = 20_000;

    private final TouchTable table;
    private final Timeline timeline;
    private final TouchKinds kinds;
    private final Predicates predicates;
    private final HomeAmount money;

    /**
     * @param timeline where few persons' touches are looked up
     * @param predicates the conditions that are answered for each touch
     * @param money what conditions on money mean
     */
    public TouchScan(TouchTable table, Timeline timeline, TouchKinds kinds, Predicates predicates, HomeAmount money) {
        this.table = table;
        this.timeline = timeline;
        this.kinds = kinds;
        this.predicates = predicates;
        this.money = money;
    }

    /** Does something with each batch; the batch is the consumer's until it returns. */
    @FunctionalInterface
    interface BatchReader {
        TouchBatch read(TouchBatch full);
    }

    /**
     * Hands every touch of the files over.
     *
     * @param connection has no other statement open meanwhile
     */
    void read(Connection connection, FoldRunner.Run run, ConsumerNumbers numbers, BatchReader reader) {
        TouchBatch batch = new TouchBatch();
        try (BufferAllocator allocator = new RootAllocator()) {
            prepare(connection);
            try {
                if (!run.only().isEmpty()) {
                    lookUp(connection);
                }
                for (String sql : selects(run)) {
                    batch = read(connection, allocator, sql, numbers, reader, batch);
                }
            } finally {
                execute(connection, "RESET disabled_optimizers");
                execute(connection, "RESET dynamic_or_filter_threshold");
            }
        } catch (SQLException e) {
            throw DuckDb.broken(e);
        } catch (IOException e) {
            throw new TidebankException(FoldError.SCAN_FAILED, "Touches cannot be read: " + e.getMessage(), e);
        }
    }

    private static TouchBatch read(
            Connection connection,
            BufferAllocator allocator,
            String sql,
            ConsumerNumbers numbers,
            BatchReader reader,
            TouchBatch first)
            throws SQLException, IOException {
        TouchBatch batch = first;
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql);
                ArrowReader arrow =
                        (ArrowReader) rows.unwrap(DuckDBResultSet.class).arrowExportStream(allocator, BATCH_ROWS);
                ArrowAhead ahead = new ArrowAhead(arrow, allocator)) {
            while (fill(batch, ahead, numbers)) {
                if (batch.size > 0) {
                    batch = reader.read(batch);
                }
            }
        }
        return batch;
    }

    /** Puts what comes next into the batch; false at the end. */
    private static boolean fill(TouchBatch batch, ArrowAhead ahead, ConsumerNumbers numbers) throws IOException {
        try (Columns columns = ahead.next()) {
            if (columns != null) {
                fill(batch, columns, numbers);
            }
            return columns != null;
        }
    }

    private static void fill(TouchBatch batch, Columns columns, ConsumerNumbers numbers) {
        int rows = columns.rows();
        batch.reserve(rows);
        batch.size = rows;
        if (rows > 0) {
            List<ValueVector> vectors = columns.vectors();
            numbers.resolve((VarCharVector) vectors.get(0), rows, batch.consumers);
            ArrowCopy.longs(vectors.get(1), rows, batch.micros);
            ArrowCopy.bytes(vectors.get(2), rows, batch.kinds);
            ArrowCopy.longs(vectors.get(3), rows, batch.orders);
            ArrowCopy.ints(vectors.get(4), rows, batch.predicates);
        }
    }

    /** One after the other they give all touches in order. */
    private List<String> selects(FoldRunner.Run run) {
        String only = run.only();
        if (only.isEmpty()) {
            return ScanPart.of(run.files()).stream()
                    .map(part -> sql(table.scan(part.files(), COLUMNS), part.sorted()))
                    .toList();
        }
        String condition = "primary_id IN (SELECT id FROM " + only + ")";
        if (run.aside().cardinality() <= MOST_LOOKED_UP) {
            return List.of(sql(timeline.scan(run.files(), COLUMNS, condition), true));
        }
        return ScanPart.of(run.files()).stream()
                .map(part -> sql(
                        "SELECT * FROM (" + table.scan(part.files(), COLUMNS) + ") AS touch WHERE " + condition, true))
                .toList();
    }

    /** @param sorted whether they have to be put in order: a join hands rows on in any */
    private String sql(String touches, boolean sorted) {
        boolean withMoney = predicates.read(HomeAmount.COLUMN);
        String kindCode =
                "coalesce(enum_code(TRY_CAST(kind AS touch_kind)), %d)::UTINYINT".formatted(kinds.code("custom"));
        return "SELECT primary_id, epoch_us(occurred_at) AS micros, " + kindCode + " AS kind_code, "
                + "CASE WHEN kind IN ('order', 'pay', 'deposit') THEN " + orderHash("source", "order_id")
                + " ELSE 0::UBIGINT END AS order_hash, "
                + predicates.sql() + " AS predicates"
                + " FROM (" + (withMoney ? money.over(touches, COLUMNS) : touches) + ") AS touch"
                + " WHERE primary_id IS NOT NULL"
                + (sorted || (withMoney && money.rated()) ? " ORDER BY occurred_at, kind_code, source, touch_id" : "");
    }

    /** The hash that stands for an order in folds: never 0 for an order, 0 for none. Order ids count within a source. */
    public static String orderHash(String source, String orderId) {
        return "CASE WHEN %2$s IS NULL THEN 0::UBIGINT ELSE hash(%1$s, %2$s) | 1 END".formatted(source, orderId);
    }

    private void prepare(Connection connection) throws SQLException {
        String names =
                kinds.all().stream().map(kind -> DuckDb.literal(kind.kind())).collect(joining(", "));
        execute(connection, "CREATE OR REPLACE TEMP TYPE touch_kind AS ENUM (" + names + ")");
        // Room for a few batches: with the default, the reader and DuckDB's threads wait for each other at every one.
        execute(connection, "SET streaming_buffer_size = '16MiB'");
    }

    /** For few ids among all; both settings are the whole database's, and are set back. */
    private static void lookUp(Connection connection) throws SQLException {
        // DuckDB knows no sizes of files that it is handed by name, and would hash the whole lake to look up few ids.
        execute(connection, "SET disabled_optimizers = 'build_side_probe_side'");
        // So many ids are held against what Parquet tells of each stretch, one by one; more by their range alone.
        execute(connection, "SET dynamic_or_filter_threshold = 100000");
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
