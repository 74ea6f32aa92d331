package io.tidebank.collect.naming;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The properties in which each column of a touch is looked for, first come first. */
public final class FieldNames {

    private final Map<TouchField, List<String>> names;

    FieldNames(Map<TouchField, List<String>> names) {
        EnumMap<TouchField, List<String>> all = new EnumMap<>(TouchField.class);
        for (TouchField field : TouchField.values()) {
            all.put(field, List.copyOf(names.getOrDefault(field, List.of())));
        }
        this.names = all;
    }

    /** Properties for a column; none if it stays empty. */
    public List<String> of(TouchField field) {
        return names.getOrDefault(field, List.of());
    }

    /** The same with other properties for some columns. */
    FieldNames with(Map<TouchField, List<String>> others) {
        Map<TouchField, List<String>> all = new EnumMap<>(names);
        all.putAll(others);
        return new FieldNames(all);
    }
}
