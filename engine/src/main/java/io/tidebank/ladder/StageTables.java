package io.tidebank.ladder;

import io.tidebank.fold.DayClock;
import io.tidebank.sql.DuckDb;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.UInt1Vector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBResultSet;

/**
 * The ladders' tables in a serving file: {@code stage_closed} (intervals that no new touch can change), {@code
 * stage_tail} (what follows if nothing more happens) and {@code stage_day}, with the view {@code stage_interval} over the
 * first two. Ladders and stages are numbers inside; the view gives their names.
 */
final class StageTables {

    static final String CLOSED = "stage_closed";
    static final String TAIL = "stage_tail";

    /** Primary ids of the consumers to be replayed, column {@code id}; alive within one refresh. */
    static final String REPLAYED_IDS = "replayed_id";

    private static final int BATCH_ROWS = 122_880;
    private static final String COLUMNS =
            "(ladder UTINYINT NOT NULL, consumer INTEGER NOT NULL, stage UTINYINT NOT NULL,"
                    + " from_at TIMESTAMPTZ NOT NULL, to_at TIMESTAMPTZ NOT NULL)";

    private final List<Ladder> ladders;
    private final DayClock days;

    StageTables(List<Ladder> ladders, DayClock days) {
        this.ladders = List.copyOf(ladders);
        this.days = days;
    }

    /** Makes the tables anew, empty, and the view over them. */
    void create(Connection connection) {
        DuckDb.run(
                connection,
                "CREATE OR REPLACE TABLE " + CLOSED + COLUMNS,
                "CREATE OR REPLACE TABLE " + TAIL + COLUMNS,
                "CREATE OR REPLACE TABLE stage_day(day DATE NOT NULL, ladder VARCHAR NOT NULL, stage VARCHAR NOT NULL,"
                        + " consumers BIGINT NOT NULL)",
                "CREATE OR REPLACE VIEW stage_interval AS SELECT consumer, " + ladderName() + " AS ladder, "
                        + stageCode() + " AS stage, from_at, to_at FROM (SELECT * FROM " + CLOSED
                        + " UNION ALL SELECT * FROM " + TAIL + ") AS rows");
    }

    /** Deletes the tails of consumers that changed, and all rows of those that are replayed, and uncounts them. */
    void takeOut(Connection connection, BitSet changed, BitSet replayed, List<StageCounts> counts) {
        BitSets.list(connection, "changed_consumer", changed);
        BitSets.list(connection, "replayed_consumer", replayed);
        takeOut(connection, TAIL, "changed_consumer", counts);
        if (!replayed.isEmpty()) {
            takeOut(connection, CLOSED, "replayed_consumer", counts);
        }
    }

    private void takeOut(Connection connection, String table, String of, List<StageCounts> counts) {
        String which = " WHERE consumer IN (SELECT consumer FROM " + of + ")";
        String sql = "SELECT ladder, stage, epoch_us(from_at) AS from_micros, epoch_us(to_at) AS to_micros FROM "
                + table + which;
        try (BufferAllocator allocator = new RootAllocator();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql);
                ArrowReader arrow =
                        (ArrowReader) rows.unwrap(DuckDBResultSet.class).arrowExportStream(allocator, BATCH_ROWS)) {
            while (arrow.loadNextBatch()) {
                uncount(arrow.getVectorSchemaRoot(), counts);
            }
        } catch (SQLException e) {
            throw DuckDb.broken(e);
        } catch (IOException e) {
            throw new IllegalStateException("Intervals cannot be read", e);
        }
        DuckDb.run(connection, "DELETE FROM " + table + which);
    }

    private void uncount(VectorSchemaRoot rows, List<StageCounts> counts) {
        DayClock clock = days.copy();
        UInt1Vector ladders = (UInt1Vector) rows.getVector(0);
        UInt1Vector stages = (UInt1Vector) rows.getVector(1);
        BigIntVector from = (BigIntVector) rows.getVector(2);
        BigIntVector to = (BigIntVector) rows.getVector(3);
        for (int i = 0; i < rows.getRowCount(); i++) {
            StageCounts count = counts.get(ladders.get(i));
            if (to.get(i) == IntervalSource.OPEN_END) {
                count.removeOpen(stages.get(i), clock.day(from.get(i)));
            } else {
                count.remove(stages.get(i), clock.day(from.get(i)), clock.day(to.get(i)));
            }
        }
    }

    /** Lists the primary ids of consumers in {@link #REPLAYED_IDS}. */
    void listIds(Connection connection, BitSet replayed) {
        BitSets.list(connection, "replayed_consumer", replayed);
        DuckDb.run(
                connection,
                "CREATE OR REPLACE TEMP TABLE " + REPLAYED_IDS
                        + " AS SELECT id FROM identity WHERE consumer IN (SELECT consumer FROM replayed_consumer)");
    }

    /** Reads the counts back as changes from day to day. */
    List<StageCounts> loadCounts(Connection connection) {
        List<StageCounts> counts = new ArrayList<>();
        for (Ladder ladder : ladders) {
            counts.add(loadCounts(connection, ladder));
        }
        return counts;
    }

    private static StageCounts loadCounts(Connection connection, Ladder ladder) {
        StageCounts counts = new StageCounts(ladder.stages().size());
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT stage, day, consumers FROM stage_day WHERE ladder = ? ORDER BY stage, day")) {
            statement.setString(1, ladder.name());
            try (ResultSet rows = statement.executeQuery()) {
                String before = "";
                long last = 0;
                while (rows.next()) {
                    String code = rows.getString(1);
                    last = code.equals(before) ? last : 0;
                    int day = (int) rows.getObject(2, LocalDate.class).toEpochDay();
                    counts.change(number(ladder, code), day, rows.getLong(3) - last);
                    last = rows.getLong(3);
                    before = code;
                }
            }
        } catch (SQLException e) {
            throw DuckDb.broken(e);
        }
        return counts;
    }

    /** Writes the counts for the end of every day, from the first touch until nothing changes any more. */
    void saveCounts(Connection connection, List<StageCounts> counts) {
        DuckDb.run(connection, "DELETE FROM stage_day");
        try (DuckDBAppender rows = connection.unwrap(DuckDBConnection.class).createAppender("stage_day")) {
            for (int ladder = 0; ladder < ladders.size(); ladder++) {
                saveCounts(rows, ladders.get(ladder), counts.get(ladder));
            }
        } catch (SQLException e) {
            throw DuckDb.broken(e);
        }
    }

    private static void saveCounts(DuckDBAppender rows, Ladder ladder, StageCounts counts) throws SQLException {
        if (counts.isEmpty()) {
            return;
        }
        for (int stage = 1; stage <= ladder.stages().size(); stage++) {
            String code = ladder.stages().get(stage - 1).code();
            long consumers = 0;
            for (int day = counts.firstDay(); day <= counts.lastDay(); day++) {
                consumers += counts.change(stage, day);
                rows.beginRow();
                rows.append(LocalDate.ofEpochDay(day));
                rows.append(ladder.name()).append(code).append(consumers);
                rows.endRow();
            }
        }
    }

    private static int number(Ladder ladder, String code) {
        for (int i = 0; i < ladder.stages().size(); i++) {
            if (ladder.stages().get(i).code().equals(code)) {
                return i + 1;
            }
        }
        throw new IllegalStateException("Ladder " + ladder.name() + " has no stage " + code);
    }

    private String ladderName() {
        StringBuilder sql = new StringBuilder("CASE ladder");
        for (int i = 0; i < ladders.size(); i++) {
            sql.append(" WHEN ")
                    .append(i)
                    .append(" THEN ")
                    .append(DuckDb.literal(ladders.get(i).name()));
        }
        return sql.append(" END").toString();
    }

    private String stageCode() {
        StringBuilder sql = new StringBuilder("CASE ladder");
        for (int i = 0; i < ladders.size(); i++) {
            sql.append(" WHEN ").append(i).append(" THEN CASE stage");
            List<Ladder.Stage> stages = ladders.get(i).stages();
            for (int stage = 0; stage < stages.size(); stage++) {
                sql.append(" WHEN ")
                        .append(stage + 1)
                        .append(" THEN ")
                        .append(DuckDb.literal(stages.get(stage).code()));
            }
            sql.append(" END");
        }
        return sql.append(" END").toString();
    }
}
