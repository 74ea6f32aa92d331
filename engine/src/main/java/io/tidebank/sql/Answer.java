package io.tidebank.sql;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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

    /** The columns that hold decimals and nothing else, which a text form of them would not show. */
    public List<String> decimals() {
        Set<String> decimals = new LinkedHashSet<>();
        Set<String> others = new HashSet<>();
        for (List<@Nullable Object> row : rows) {
            for (int column = 0; column < columns.size(); column++) {
                Object value = row.get(column);
                if (value != null) {
                    (value instanceof BigDecimal ? decimals : others).add(columns.get(column));
                }
            }
        }
        decimals.removeAll(others);
        return List.copyOf(decimals);
    }
}
