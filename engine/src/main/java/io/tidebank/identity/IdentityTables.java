package io.tidebank.identity;

import io.tidebank.lake.TouchFile;
import io.tidebank.lake.TouchTable;
import io.tidebank.sql.ArrowInsert;
import io.tidebank.sql.DuckDb;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.BitSet;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.duckdb.DuckDBResultSet;

/**
 * Identity in a serving file: {@code identity} (identifier to consumer number), {@code consumer_merged} (who merged into
 * whom) and the view {@code consumer}, which gives every consumer the id that the outside knows: a hash of its strongest
 * identifier, the same whatever the order of arrival.
 */
public final class IdentityTables {

    private static final int BATCH_ROWS = 122_880;

    private IdentityTables() {}

    /** Makes the tables anew, empty, and the view over them. */
    public static void create(Connection connection) {
        DuckDb.run(connection, "CREATE OR REPLACE TABLE identity(id VARCHAR NOT NULL, consumer INTEGER NOT NULL)");
        DuckDb.run(
                connection,
                "CREATE OR REPLACE TABLE consumer_merged(consumer INTEGER NOT NULL, into_consumer INTEGER NOT NULL)");
        DuckDb.run(
                connection,
                "CREATE OR REPLACE VIEW consumer AS SELECT consumer, left(sha256(strongest.id), 20) AS consumer_id,"
                        + " strongest.id AS strongest_id FROM (SELECT consumer, min(struct_pack(rank := "
                        + IdentifierTypes.rank("id")
                        + ", id := id)) AS strongest FROM identity GROUP BY consumer) AS named");
    }

    /** Reads everyone back. */
    public static Consumers load(Connection connection) {
        Consumers consumers = new Consumers();
        try (BufferAllocator allocator = new RootAllocator();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT id, consumer FROM identity");
                ArrowReader arrow =
                        (ArrowReader) rows.unwrap(DuckDBResultSet.class).arrowExportStream(allocator, BATCH_ROWS)) {
            while (arrow.loadNextBatch()) {
                List<FieldVector> columns = arrow.getVectorSchemaRoot().getFieldVectors();
                consumers.restore(
                        (VarCharVector) columns.get(0),
                        (IntVector) columns.get(1),
                        arrow.getVectorSchemaRoot().getRowCount());
            }
        } catch (SQLException e) {
            throw DuckDb.broken(e);
        } catch (IOException e) {
            throw new IllegalStateException("Identities cannot be read", e);
        }
        consumers.retire(merged(connection));
        return consumers;
    }

    /** Joins consumers whose identifiers new touches carry together. */
    public static Merges link(Connection reading, TouchTable table, List<TouchFile> added, Consumers consumers) {
        IdentityLinks links = new IdentityLinks(consumers);
        List<TouchFile> several = LinkingFiles.among(reading, added);
        if (several.isEmpty()) {
            return links.merges();
        }
        String sql = """
                WITH carried AS (
                    SELECT DISTINCT list_transform(ids, lambda carried_id: carried_id.type || ':' || carried_id.value) AS ids
                    FROM (%s) AS touch
                    WHERE len(ids) > 1
                )
                SELECT ids[1] AS one, unnest(ids[2:]) AS other FROM carried
                """.formatted(table.scan(several, List.of("ids")));
        try (Statement statement = reading.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                links.link(rows.getString(1), rows.getString(2));
            }
        } catch (SQLException e) {
            throw DuckDb.broken(e);
        }
        links.settle();
        return links.merges();
    }

    /** Writes down identifiers met for the first time. */
    public static void saveNew(Connection connection, Consumers consumers) {
        NewIds fresh = consumers.takeFresh();
        if (fresh.count() == 0) {
            return;
        }
        try (BufferAllocator allocator = new RootAllocator();
                NewIdSource source = new NewIdSource(allocator, fresh)) {
            ArrowInsert.run(connection, allocator, source, "INSERT INTO identity SELECT * FROM %s");
        } catch (SQLException e) {
            throw DuckDb.broken(e);
        } catch (IOException e) {
            throw new IllegalStateException("Identities cannot be handed over", e);
        }
    }

    /** Writes down who turned out to be whom. */
    public static void saveMerges(Connection connection, Merges merges) {
        if (merges.merged().isEmpty()) {
            return;
        }
        DuckDb.run(connection, "CREATE OR REPLACE TEMP TABLE newly_merged AS FROM consumer_merged LIMIT 0");
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO newly_merged VALUES (?, ?)")) {
            for (int loser : merges.merged().stream().toArray()) {
                insert.setInt(1, loser);
                insert.setInt(2, merges.into().applyAsInt(loser));
                insert.addBatch();
            }
            insert.executeBatch();
        } catch (SQLException e) {
            throw DuckDb.broken(e);
        }
        DuckDb.run(
                connection,
                "UPDATE identity SET consumer = newly_merged.into_consumer FROM newly_merged"
                        + " WHERE identity.consumer = newly_merged.consumer");
        DuckDb.run(connection, "INSERT INTO consumer_merged FROM newly_merged");
    }

    private static BitSet merged(Connection connection) {
        BitSet merged = new BitSet();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT consumer FROM consumer_merged")) {
            while (rows.next()) {
                merged.set(rows.getInt(1));
            }
        } catch (SQLException e) {
            throw DuckDb.broken(e);
        }
        return merged;
    }
}
