package io.tidebank.collect.mapping;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One of the files that a mapping reads.
 *
 * @param headers columns that the file must have; they also tell which file is which
 * @param columns names of the columns of a file that has no header; else empty
 * @param optional whether the mapping works without it
 * @param lenient whether a row that gives no touch or cost is fine; else it is bad
 * @param nulls texts that mean nothing, such as {@code NA}
 * @param carry columns that only the first row of a group has, or null
 * @param lookups rows of other inputs that belong to a row of this one
 * @param touches the touches its rows give; none for an input that is only looked up
 * @param cost the cost its rows tell of; null for an input of touches, or that is only looked up
 */
public record MappingInput(
        String name,
        List<Header> headers,
        List<String> columns,
        boolean optional,
        boolean lenient,
        List<String> nulls,
        @Nullable Carry carry,
        List<Lookup> lookups,
        List<TouchRule> touches,
        @Nullable CostRule cost) {

    public MappingInput {
        headers = List.copyOf(headers);
        columns = List.copyOf(columns);
        nulls = List.copyOf(nulls);
        lookups = List.copyOf(lookups);
        touches = List.copyOf(touches);
    }

    /** Whether its rows give nothing themselves and are there for those of others. */
    public boolean isOnlyLookedUp() {
        return touches.isEmpty() && cost == null;
    }

    /**
     * A column that the file must have.
     *
     * @param names by any of which it may be called
     */
    public record Header(List<String> names) {

        public Header {
            names = List.copyOf(names);
        }

        @Override
        public String toString() {
            return String.join(" or ", names);
        }
    }

    /** Columns that are written only on the first row of those that share {@code by}, and hold for all of them. */
    public record Carry(String by, List<String> columns) {
        public Carry {
            columns = List.copyOf(columns);
        }
    }

    /**
     * The row of another input with the same key.
     *
     * @param on this input's columns, each with the other's column
     * @param required whether a row without it is bad
     */
    public record Lookup(String input, Map<String, String> on, boolean required) {
        public Lookup {
            on = Map.copyOf(on);
        }
    }
}
