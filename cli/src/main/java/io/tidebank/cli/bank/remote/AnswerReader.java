package io.tidebank.cli.bank.remote;

import io.tidebank.sql.Answer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the JSON contract back into an answer that prints as the engine's own would. */
final class AnswerReader {

    private AnswerReader() {}

    static Answer read(JsonNode json) {
        List<String> columns = new ArrayList<>();
        json.path("columns").forEach(column -> columns.add(column.asString()));
        Set<String> decimals = new HashSet<>();
        json.path("decimals").forEach(column -> decimals.add(column.asString()));
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (JsonNode row : json.path("rows")) {
            List<@Nullable Object> values = new ArrayList<>();
            row.forEach(value -> values.add(value(value, decimals.contains(columns.get(values.size())))));
            rows.add(values);
        }
        return new Answer(json.path("brand").asString(""), json.path("as_of").asString(""), columns, rows);
    }

    /** Decimals travel as text, and the answer says in which columns: a text may look like one. */
    private static @Nullable Object value(JsonNode value, boolean decimal) {
        if (value.isNull()) {
            return null;
        }
        if (value.isBoolean()) {
            return value.asBoolean();
        }
        if (value.isIntegralNumber()) {
            return value.asLong();
        }
        if (value.isNumber()) {
            return value.asDouble();
        }
        String text = value.isString() ? value.asString() : value.toString();
        return decimal ? new BigDecimal(text) : text;
    }
}
