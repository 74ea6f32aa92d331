package io.tidebank.fold;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.ValueVector;

/** Copies whole Arrow columns without nulls into arrays. */
final class ArrowCopy {

    private ArrowCopy() {}

    static void longs(ValueVector column, int rows, long[] into) {
        bytes(column, rows, Long.BYTES).asLongBuffer().get(into, 0, rows);
    }

    static void ints(ValueVector column, int rows, int[] into) {
        bytes(column, rows, Integer.BYTES).asIntBuffer().get(into, 0, rows);
    }

    static void bytes(ValueVector column, int rows, byte[] into) {
        bytes(column, rows, 1).get(into, 0, rows);
    }

    private static ByteBuffer bytes(ValueVector column, int rows, int width) {
        ArrowBuf data = column.getDataBuffer();
        return data.nioBuffer(0, rows * width).order(ByteOrder.LITTLE_ENDIAN);
    }
}
