package io.tidebank.ladder;

import io.tidebank.sql.ArrowSource;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/** Interval buffers as Arrow batches: ladder, consumer, stage, from_at, to_at. */
final class IntervalSource extends ArrowSource {

    /** The end of what never ends by itself: 9999-12-31 UTC, which every engine can read. */
    static final long OPEN_END = 253_402_214_400_000_000L;

    private static final ArrowType MOMENT = new ArrowType.Timestamp(TimeUnit.MICROSECOND, "UTC");
    private static final Schema SCHEMA = new Schema(List.of(
            column("ladder", new ArrowType.Int(8, false)),
            column("consumer", new ArrowType.Int(32, true)),
            column("stage", new ArrowType.Int(8, false)),
            column("from_at", MOMENT),
            column("to_at", MOMENT)));

    private final Supplier<@Nullable IntervalBuffer> next;
    private final Consumer<IntervalBuffer> emptied;

    /** @param next gives full buffers, null at the end */
    IntervalSource(
            BufferAllocator allocator, Supplier<@Nullable IntervalBuffer> next, Consumer<IntervalBuffer> emptied) {
        super(allocator, SCHEMA);
        this.next = next;
        this.emptied = emptied;
    }

    @Override
    protected boolean fill(VectorSchemaRoot batch) {
        IntervalBuffer buffer = next.get();
        if (buffer == null) {
            return false;
        }
        int rows = buffer.size;
        for (int i = 0; i < rows; i++) {
            buffer.to[i] = Math.min(buffer.to[i], OPEN_END);
        }
        List<FieldVector> columns = batch.getFieldVectors();
        open(columns.get(0), rows, 1).put(buffer.ladders, 0, rows);
        open(columns.get(1), rows, Integer.BYTES).asIntBuffer().put(buffer.consumers, 0, rows);
        open(columns.get(2), rows, 1).put(buffer.stages, 0, rows);
        open(columns.get(3), rows, Long.BYTES).asLongBuffer().put(buffer.from, 0, rows);
        open(columns.get(4), rows, Long.BYTES).asLongBuffer().put(buffer.to, 0, rows);
        batch.setRowCount(rows);
        buffer.size = 0;
        emptied.accept(buffer);
        return true;
    }

    private static Field column(String name, ArrowType type) {
        return new Field(name, FieldType.notNullable(type), null);
    }

    private static ByteBuffer open(FieldVector column, int rows, int width) {
        column.setInitialCapacity(rows);
        column.allocateNew();
        column.getValidityBuffer().setOne(0, (rows + 7) / 8);
        return column.getDataBuffer().nioBuffer(0, rows * width).order(ByteOrder.LITTLE_ENDIAN);
    }
}
