package io.tidebank.ladder;

import io.tidebank.sql.ArrowInsert;
import io.tidebank.sql.ArrowSource;
import io.tidebank.sql.DuckDb;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/** Hands sets of consumers to SQL. */
final class BitSets {

    private static final int BATCH_ROWS = 1 << 16;
    private static final Schema SCHEMA =
            new Schema(List.of(new Field("consumer", FieldType.notNullable(new ArrowType.Int(32, true)), null)));

    private BitSets() {}

    /** Makes a temporary table of this name with a row per consumer: {@code consumer INTEGER}. */
    static void list(Connection connection, String table, BitSet consumers) {
        DuckDb.run(connection, "CREATE OR REPLACE TEMP TABLE " + table + "(consumer INTEGER)");
        if (consumers.isEmpty()) {
            return;
        }
        try (BufferAllocator allocator = new RootAllocator();
                Source source = new Source(allocator, consumers)) {
            ArrowInsert.run(connection, allocator, source, "INSERT INTO " + table + " SELECT * FROM %s");
        } catch (SQLException e) {
            throw DuckDb.broken(e);
        } catch (IOException e) {
            throw new IllegalStateException("Consumers cannot be handed over", e);
        }
    }

    private static final class Source extends ArrowSource {

        private final BitSet consumers;
        private int next;

        Source(BufferAllocator allocator, BitSet consumers) {
            super(allocator, SCHEMA);
            this.consumers = consumers;
            this.next = consumers.nextSetBit(0);
        }

        @Override
        protected boolean fill(VectorSchemaRoot batch) {
            if (next < 0) {
                return false;
            }
            IntVector column = (IntVector) batch.getVector(0);
            column.allocateNew(BATCH_ROWS);
            int rows = 0;
            while (next >= 0 && rows < BATCH_ROWS) {
                column.set(rows++, next);
                next = consumers.nextSetBit(next + 1);
            }
            batch.setRowCount(rows);
            return true;
        }
    }
}
