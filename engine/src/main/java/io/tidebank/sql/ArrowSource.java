package io.tidebank.sql;

import java.io.IOException;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.Schema;

/** Rows that are made while DuckDB reads them. */
public abstract class ArrowSource extends ArrowReader {

    private final Schema schema;

    protected ArrowSource(BufferAllocator allocator, Schema schema) {
        super(allocator);
        this.schema = schema;
    }

    /** Fills the next batch and sets its row count; false at the end. */
    protected abstract boolean fill(VectorSchemaRoot batch);

    @Override
    public boolean loadNextBatch() throws IOException {
        prepareLoadNextBatch();
        return fill(getVectorSchemaRoot());
    }

    @Override
    public long bytesRead() {
        return 0;
    }

    @Override
    protected void closeReadSource() {}

    @Override
    protected Schema readSchema() {
        return schema;
    }
}
