package io.tidebank.collect.feed.jdbc.rows;

import static java.util.stream.Collectors.joining;

import java.util.List;

/**
 * Where a row stands in the order in which rows are read.
 *
 * @param watermark its watermark, as {@link Column#text} tells it
 * @param key its key's values
 */
public record Place(String watermark, List<String> key) {

    public Place {
        key = List.copyOf(key);
    }

    /** The row, as it is now, by a name of its own: when it changes, it gets another one. */
    public String id(String relation) {
        return "%s/%s/%s".formatted(relation, keys(), watermark);
    }

    /** The row that is there no more. */
    public String idOfDeletion(String relation) {
        return "%s/%s/deleted/%s".formatted(relation, keys(), watermark);
    }

    /** The key as one text. */
    String keys() {
        return key.stream()
                .map(value -> value.replace("\\", "\\\\").replace(",", "\\,"))
                .collect(joining(","));
    }
}
