package io.tidebank.identity;

import io.tidebank.identity.NewIds.Block;
import io.tidebank.sql.ArrowSource;
import java.util.Iterator;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/** New identifiers as Arrow batches: id, consumer. */
final class NewIdSource extends ArrowSource {

    private static final Schema SCHEMA = new Schema(List.of(
            new Field("id", FieldType.notNullable(new ArrowType.Utf8()), null),
            new Field("consumer", FieldType.notNullable(new ArrowType.Int(32, true)), null)));

    private final Iterator<Block> blocks;

    NewIdSource(BufferAllocator allocator, NewIds ids) {
        super(allocator, SCHEMA);
        this.blocks = ids.blocks().iterator();
    }

    @Override
    protected boolean fill(VectorSchemaRoot batch) {
        if (!blocks.hasNext()) {
            return false;
        }
        Block block = blocks.next();
        VarCharVector ids = (VarCharVector) batch.getVector(0);
        IntVector consumers = (IntVector) batch.getVector(1);
        ids.allocateNew(block.ends[block.size - 1], block.size);
        consumers.allocateNew(block.size);
        int from = 0;
        for (int i = 0; i < block.size; i++) {
            ids.set(i, block.bytes, from, block.ends[i] - from);
            consumers.set(i, block.numbers[i]);
            from = block.ends[i];
        }
        batch.setRowCount(block.size);
        return true;
    }
}
