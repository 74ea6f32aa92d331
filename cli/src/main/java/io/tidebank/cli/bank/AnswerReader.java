package io.tidebank.cli.bank;

import io.tidebank.sql.Answer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the JSON contract back into an answer that prints as the engine's own would. */
final class AnswerReader {

    private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,30}\\.\\d{1,10}");

    private AnswerReader() {}

    static Answer read(JsonNode json) {
        List<String> columns = new ArrayList<>();
        json.path("columns").forEach(column -> columns.add(column.asString()));
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (JsonNode row : json.path("rows")) {
            List<@Nullable Object> values = new ArrayList<>();
            row.forEach(value -> values.add(value(value)));
            rows.add(values);
        }
        return new Answer(json.path("brand").asString(""), json.path("as_of").asString(""), columns, rows);
    }

    /** Decimals travel as text with a point; nothing else that the contract sends looks so. */
    private static @Nullable Object value(JsonNode value) {
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
        return DECIMAL.matcher(text).matches() ? new BigDecimal(text) : text;
    }
}
