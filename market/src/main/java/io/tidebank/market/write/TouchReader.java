package io.tidebank.market.write;

import io.tidebank.market.draft.Draft;
import io.tidebank.touch.TouchColumn;
import io.tidebank.touch.TouchColumns;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/** Reads the drafts of one slice in order of arrival, as Arrow batches with the columns of the touch table. */
final class TouchReader extends ArrowReader {

    private static final Schema SCHEMA =
            new Schema(TouchColumns.ALL.stream().map(TouchReader::field).toList());

    private final long[] drafts;
    private final long[] order;
    private final long indexMask;
    private final Words words;
    private final IdentifierText text;
    private int next;
    private long read;
    private @Nullable TouchBatch batch;

    /** Sorts by arrival; drafts of one millisecond stay as they lie, by person and sequence. */
    TouchReader(BufferAllocator allocator, long[] drafts, long startMillis, Words words, IdentifierText text) {
        super(allocator);
        this.drafts = drafts;
        this.words = words;
        this.text = text;
        int rows = drafts.length / Draft.WORDS;
        int indexBits = Integer.SIZE - Integer.numberOfLeadingZeros(rows);
        indexMask = (1L << indexBits) - 1;
        order = new long[rows];
        Draft draft = new Draft();
        for (int row = 0; row < rows; row++) {
            draft.unpack(drafts, row * Draft.WORDS);
            order[row] = ((draft.arrivalMillis() - startMillis) << indexBits) | row;
        }
        Arrays.sort(order);
    }

    private static Field field(TouchColumn column) {
        ArrowType utf8 = ArrowType.Utf8.INSTANCE;
        return switch (column.type()) {
            case STRING -> Field.nullable(column.name(), utf8);
            case INT -> Field.nullable(column.name(), new ArrowType.Int(32, true));
            case TIMESTAMP -> Field.nullable(column.name(), new ArrowType.Timestamp(TimeUnit.MICROSECOND, "UTC"));
            case DECIMAL -> Field.nullable(column.name(), new ArrowType.Decimal(18, 4, 128));
            case IDENTIFIERS -> {
                Field identifier = new Field(
                        "element",
                        FieldType.nullable(ArrowType.Struct.INSTANCE),
                        List.of(Field.nullable("type", utf8), Field.nullable("value", utf8)));
                yield new Field(column.name(), FieldType.nullable(ArrowType.List.INSTANCE), List.of(identifier));
            }
        };
    }

    @Override
    public boolean loadNextBatch() throws IOException {
        prepareLoadNextBatch();
        TouchBatch current = batch;
        if (current == null) {
            current = new TouchBatch(getVectorSchemaRoot(), words, text);
            batch = current;
        }
        int count = Math.min(TouchBatch.ROWS, order.length - next);
        for (int row = 0; row < count; row++) {
            current.draft(row).unpack(drafts, (int) (order[next + row] & indexMask) * Draft.WORDS);
        }
        next += count;
        read += (long) count * Draft.WORDS * Long.BYTES;
        if (count > 0) {
            current.render(count);
        }
        return count > 0;
    }

    @Override
    public long bytesRead() {
        return read;
    }

    @Override
    protected void closeReadSource() {}

    @Override
    protected Schema readSchema() {
        return SCHEMA;
    }
}
