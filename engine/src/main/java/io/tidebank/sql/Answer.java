package io.tidebank.sql;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A small table that answers one question: the same for the command line, the REST API and the console.
 *
 * @param brand whose numbers
 * @param asOf the date or moment they hold for, ISO 8601; empty if that has no meaning
 * @param columns column names, snake_case
 * @param rows one array per row, a value per column: String, Long, BigDecimal, Double (shares only), Boolean or null
 */
public record Answer(String brand, String asOf, List<String> columns, List<List<@Nullable Object>> rows) {

    public Answer {
        columns = List.copyOf(columns);
        List<List<@Nullable Object>> copies = new ArrayList<>(rows.size());
        for (List<@Nullable Object> row : rows) {
            copies.add(Collections.unmodifiableList(new ArrayList<>(row)));
        }
        rows = Collections.unmodifiableList(copies);
    }
}
