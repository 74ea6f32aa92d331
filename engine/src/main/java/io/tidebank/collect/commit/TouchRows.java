package io.tidebank.collect.commit;

import io.tidebank.sql.ArrowSource;
import io.tidebank.touch.Identifier;
import io.tidebank.touch.Touch;
import io.tidebank.touch.TouchColumn;
import io.tidebank.touch.TouchColumns;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BitVectorHelper;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.TimeStampMicroTZVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/** Touches as Arrow batches, a column for each of the touch table's. */
public final class TouchRows extends ArrowSource {

    private static final int BATCH = 2048;
    private static final int DIGITS = 18;
    private static final int SCALE = 4;

    private static final Schema SCHEMA =
            new Schema(TouchColumns.ALL.stream().map(TouchRows::field).toList());

    private final Iterator<Touch> touches;
    private final String batch;

    /** @param batch import id of touches that have none yet */
    public TouchRows(BufferAllocator allocator, Iterator<Touch> touches, String batch) {
        super(allocator, SCHEMA);
        this.touches = touches;
        this.batch = batch;
    }

    private static Field field(TouchColumn column) {
        return switch (column.type()) {
            case STRING -> text(column.name());
            case INT -> field(column.name(), new ArrowType.Int(32, true));
            case TIMESTAMP -> field(column.name(), new ArrowType.Timestamp(TimeUnit.MICROSECOND, "UTC"));
            case DECIMAL -> field(column.name(), new ArrowType.Decimal(DIGITS, SCALE, 128));
            case IDENTIFIERS -> {
                Field one = new Field(
                        "element", FieldType.nullable(new ArrowType.Struct()), List.of(text("type"), text("value")));
                yield new Field(column.name(), FieldType.nullable(new ArrowType.List()), List.of(one));
            }
        };
    }

    private static Field text(String name) {
        return field(name, new ArrowType.Utf8());
    }

    private static Field field(String name, ArrowType type) {
        return new Field(name, FieldType.nullable(type), null);
    }

    @Override
    protected boolean fill(VectorSchemaRoot rows) {
        rows.getFieldVectors().forEach(FieldVector::reset);
        int row = 0;
        while (row < BATCH && touches.hasNext()) {
            new Row(rows, row).put(touches.next(), batch);
            row++;
        }
        rows.setRowCount(row);
        return row > 0;
    }

    /** One row on its way into the vectors, column after column. */
    private static final class Row {

        private final VectorSchemaRoot rows;
        private final int row;
        private int column;

        Row(VectorSchemaRoot rows, int row) {
            this.rows = rows;
            this.row = row;
        }

        /** In the order of {@link TouchColumns#ALL}. */
        void put(Touch touch, String batch) {
            text(touch.touchId());
            text(touch.importId().isEmpty() ? batch : touch.importId());
            text(touch.source());
            time(touch.occurredAt());
            time(touch.receivedAt());
            text(touch.kind());
            text(touch.name());
            text(touch.touchpoint());
            ids(touch.ids());
            text(touch.primaryId());
            text(touch.item());
            text(touch.category());
            text(touch.productLine());
            text(touch.store());
            text(touch.market());
            decimal(touch.quantity());
            decimal(touch.amount());
            text(touch.currency());
            decimal(touch.amountHome());
            text(touch.orderId());
            text(touch.playId());
            text(touch.contentId());
            number(touch.polarity());
            text(touch.context());
            text(touch.properties());
        }

        private FieldVector next() {
            return rows.getVector(column++);
        }

        private void text(@Nullable String value) {
            put((VarCharVector) next(), row, value);
        }

        private static void put(VarCharVector vector, int at, @Nullable String value) {
            if (value == null) {
                vector.setNull(at);
            } else {
                vector.setSafe(at, value.getBytes(StandardCharsets.UTF_8));
            }
        }

        private void time(Instant value) {
            ((TimeStampMicroTZVector) next()).setSafe(row, ChronoUnit.MICROS.between(Instant.EPOCH, value));
        }

        private void decimal(@Nullable BigDecimal value) {
            DecimalVector vector = (DecimalVector) next();
            if (value == null) {
                vector.setNull(row);
            } else {
                vector.setSafe(row, value.setScale(SCALE, RoundingMode.UNNECESSARY));
            }
        }

        private void number(@Nullable Integer value) {
            IntVector vector = (IntVector) next();
            if (value == null) {
                vector.setNull(row);
            } else {
                vector.setSafe(row, value);
            }
        }

        private void ids(List<Identifier> ids) {
            ListVector list = (ListVector) next();
            StructVector one = (StructVector) list.getDataVector();
            int at = list.startNewValue(row);
            for (Identifier id : ids) {
                while (one.getValueCapacity() <= at) {
                    one.reAlloc();
                }
                BitVectorHelper.setBit(one.getValidityBuffer(), at);
                put((VarCharVector) one.getChild("type"), at, id.type());
                put((VarCharVector) one.getChild("value"), at, id.value());
                at++;
            }
            list.endValue(row, ids.size());
        }
    }
}
