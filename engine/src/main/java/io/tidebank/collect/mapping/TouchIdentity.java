package io.tidebank.collect.mapping;

import java.util.List;

/** What makes a touch the same touch when it is imported again. */
public sealed interface TouchIdentity {

    /** The content of the file and the number of the row. */
    record Row() implements TouchIdentity {}

    /** The sender's own id. */
    record Sender(Value id) implements TouchIdentity {}

    /** These values, and which of the rows with the same values it is: order, item, second line of it. */
    record Lines(List<Value> key) implements TouchIdentity {
        public Lines {
            key = List.copyOf(key);
        }
    }

    /** This value: all its rows together are one touch, whose amounts are added up. */
    record Once(Value per) implements TouchIdentity {}

    /**
     * This value: all its rows together tell how much it is by now, such as what has been paid back of an order. When that
     * has grown, a touch beside the first one brings the rest.
     */
    record Total(Value per) implements TouchIdentity {}

    /** Whether rows together are one touch. */
    default boolean joinsRows() {
        return this instanceof Once || this instanceof Total;
    }

    /** The values that it is made of. */
    default List<Value> values() {
        return switch (this) {
            case Row _ -> List.of();
            case Sender(Value id) -> List.of(id);
            case Lines(List<Value> key) -> key;
            case Once(Value per) -> List.of(per);
            case Total(Value per) -> List.of(per);
        };
    }
}
