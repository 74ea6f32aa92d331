package io.tidebank.touch;

import static io.tidebank.touch.TouchColumn.Type.DECIMAL;
import static io.tidebank.touch.TouchColumn.Type.IDENTIFIERS;
import static io.tidebank.touch.TouchColumn.Type.INT;
import static io.tidebank.touch.TouchColumn.Type.STRING;
import static io.tidebank.touch.TouchColumn.Type.TIMESTAMP;

import java.util.List;

/** The columns of the touch table, in order. The ids are part of the open format: add at the end, never renumber. */
public final class TouchColumns {

    /** Field ids of the struct inside {@code ids}: the list element, its type and its value. */
    public static final int IDS_ELEMENT = 26;

    public static final int IDS_TYPE = 27;
    public static final int IDS_VALUE = 28;

    public static final List<TouchColumn> ALL = List.of(
            new TouchColumn(1, "touch_id", STRING),
            new TouchColumn(2, "import_id", STRING),
            new TouchColumn(3, "source", STRING),
            new TouchColumn(4, "occurred_at", TIMESTAMP),
            new TouchColumn(5, "received_at", TIMESTAMP),
            new TouchColumn(6, "kind", STRING),
            new TouchColumn(7, "name", STRING),
            new TouchColumn(8, "touchpoint", STRING),
            new TouchColumn(9, "ids", IDENTIFIERS),
            new TouchColumn(10, "primary_id", STRING),
            new TouchColumn(11, "item", STRING),
            new TouchColumn(12, "category", STRING),
            new TouchColumn(13, "product_line", STRING),
            new TouchColumn(14, "store", STRING),
            new TouchColumn(15, "market", STRING),
            new TouchColumn(16, "quantity", DECIMAL),
            new TouchColumn(17, "amount", DECIMAL),
            new TouchColumn(18, "currency", STRING),
            new TouchColumn(19, "amount_home", DECIMAL),
            new TouchColumn(20, "order_id", STRING),
            new TouchColumn(21, "play_id", STRING),
            new TouchColumn(22, "content_id", STRING),
            new TouchColumn(23, "polarity", INT),
            new TouchColumn(24, "context", STRING),
            new TouchColumn(25, "properties", STRING));

    private TouchColumns() {}
}
