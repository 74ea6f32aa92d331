package io.tidebank.collect.mapping;

import java.util.List;
import java.util.stream.Stream;

/** Which rows a touch comes from. Always true or false: an empty value meets no condition but {@link Empty}. */
public sealed interface Condition {

    record AllOf(List<Condition> conditions) implements Condition {
        public AllOf {
            conditions = List.copyOf(conditions);
        }
    }

    record AnyOf(List<Condition> conditions) implements Condition {
        public AnyOf {
            conditions = List.copyOf(conditions);
        }
    }

    record Not(Condition condition) implements Condition {}

    record In(Value of, List<String> texts) implements Condition {
        public In {
            texts = List.copyOf(texts);
        }
    }

    record StartsWith(Value of, String prefix) implements Condition {}

    record Contains(Value of, String part) implements Condition {}

    record Empty(Value of) implements Condition {}

    /** Above zero, or below it. */
    record Signed(Value of, Sign sign) implements Condition {}

    enum Sign {
        POSITIVE,
        NEGATIVE
    }

    /** Every row. */
    static Condition always() {
        return new AllOf(List.of());
    }

    /** The values that decide. */
    default Stream<Value> values() {
        return switch (this) {
            case AllOf(List<Condition> conditions) -> conditions.stream().flatMap(Condition::values);
            case AnyOf(List<Condition> conditions) -> conditions.stream().flatMap(Condition::values);
            case Not(Condition condition) -> condition.values();
            case In test -> Stream.of(test.of());
            case StartsWith test -> Stream.of(test.of());
            case Contains test -> Stream.of(test.of());
            case Empty(Value of) -> Stream.of(of);
            case Signed test -> Stream.of(test.of());
        };
    }
}
