package io.tidebank.collect.mapping;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where a value of a touch comes from. Values are plain data: they compare, nest and turn into SQL. */
public sealed interface Value {

    /** What a value is. */
    enum Type {
        TEXT,
        NUMBER,
        TIME
    }

    /** A column of the row's own file, as text. */
    record Column(String name) implements Value {}

    /** The same text for every row. */
    record Constant(String text) implements Value {}

    /** A value of the row that another input has under the same key. */
    record From(String input, Value value) implements Value {}

    /** An identifier or number code: freed of blanks, of Excel's {@code ="…"} and of a decimal's {@code .0}. */
    record Code(Value of) implements Value {}

    /** Lower case, with hyphens for all that is no letter or digit: a part of a touchpoint. */
    record Slug(Value of) implements Value {}

    /** The text if a part of it is hidden, such as {@code 138****1234}; else nothing. */
    record Masked(Value of) implements Value {}

    /**
     * A personal value, normalised and hashed with the brand's key; nothing if it is masked.
     *
     * @param callingCode country code of telephone numbers written without one, or empty
     */
    record Hashed(Value of, PersonalKind kind, String callingCode) implements Value {}

    record Concat(List<Value> parts, String separator) implements Value {
        public Concat {
            parts = List.copyOf(parts);
        }
    }

    /** One text for another; what is not listed becomes {@code otherwise}, or nothing. */
    record Translated(
            Value of, Map<String, String> to, @Nullable String otherwise) implements Value {
        public Translated {
            to = Map.copyOf(to);
        }
    }

    /** The first that is not empty. */
    record First(List<Value> of) implements Value {
        public First {
            of = List.copyOf(of);
        }
    }

    /** A text read as a decimal number; currency signs and thousands separators are tolerated. */
    record Decimal(Value of, char point) implements Value {}

    /** A text read as a moment by the first pattern that fits, in the zone if it carries none. */
    record Time(Value of, List<String> patterns, String zone) implements Value {
        public Time {
            patterns = List.copyOf(patterns);
        }
    }

    record Product(Value left, Value right) implements Value {}

    record Difference(Value left, Value right) implements Value {}

    /** Unknown where any of them is. */
    record Sum(List<Value> of) implements Value {
        public Sum {
            of = List.copyOf(of);
        }
    }

    /** Unknown where any of them is. */
    record Least(List<Value> of) implements Value {
        public Least {
            of = List.copyOf(of);
        }
    }

    /** Unknown where any of them is. */
    record Greatest(List<Value> of) implements Value {
        public Greatest {
            of = List.copyOf(of);
        }
    }

    record Absolute(Value of) implements Value {}

    /** A total handed out over the rows that have the same {@code per}, in proportion to {@code by}; adds up exactly. */
    record Share(Value total, Value by, Value per) implements Value {}

    /**
     * What {@code by} has of an amount that concerns all of {@code per}, as the goods have of what was paid back for goods
     * and tax: in proportion, and never more than {@code by} itself.
     */
    record Portion(Value of, Value by, Value per) implements Value {}

    /** The row's own name: the hash of its file and its number. */
    record RowId() implements Value {}

    default Type type() {
        return switch (this) {
            case Column _, Constant _, Code _, Slug _, Masked _, Hashed _, Concat _, Translated _, RowId _ -> Type.TEXT;
            case Decimal _, Product _, Difference _, Sum _, Least _, Greatest _, Absolute _, Share _, Portion _ ->
                Type.NUMBER;
            case Time _ -> Type.TIME;
            case First(List<Value> of) -> of.getFirst().type();
            case From from -> from.value().type();
        };
    }

    /** The values that this one is made of. */
    default List<Value> parts() {
        return switch (this) {
            case Column _, Constant _, RowId _ -> List.of();
            case From from -> List.of(from.value());
            case Code(Value of) -> List.of(of);
            case Slug(Value of) -> List.of(of);
            case Masked(Value of) -> List.of(of);
            case Hashed hashed -> List.of(hashed.of());
            case Concat concat -> concat.parts();
            case Translated translated -> List.of(translated.of());
            case First(List<Value> of) -> of;
            case Decimal number -> List.of(number.of());
            case Time time -> List.of(time.of());
            case Product(Value left, Value right) -> List.of(left, right);
            case Difference(Value left, Value right) -> List.of(left, right);
            case Sum(List<Value> of) -> of;
            case Least(List<Value> of) -> of;
            case Greatest(List<Value> of) -> of;
            case Absolute(Value of) -> List.of(of);
            case Share(Value total, Value by, Value per) -> List.of(total, by, per);
            case Portion(Value of, Value by, Value per) -> List.of(of, by, per);
        };
    }
}
