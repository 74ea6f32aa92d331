package io.tidebank.server.wire;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.tidebank.sql.Answer;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.annotation.JsonSerialize;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** The JSON of the contract: snake_case, decimals as plain strings, numbers without exponents, times in ISO 8601. */
public final class WireJson {

    private static final JsonMapper MAPPER = configure(JsonMapper.builder()).build();
    private static final JsonMapper PRINTER =
            MAPPER.rebuild().addMixIn(Answer.class, PrintedShape.class).build();

    private WireJson() {}

    /** The mapper that writes and reads the contract. */
    public static JsonMapper mapper() {
        return MAPPER;
    }

    /** Teaches the contract to a mapper that is being built. */
    public static JsonMapper.Builder configure(JsonMapper.Builder builder) {
        SimpleModule decimals = new SimpleModule("tidebank");
        decimals.addSerializer(BigDecimal.class, new PlainDecimal());
        decimals.addSerializer(Double.class, new PlainNumber());
        return builder.addModule(decimals)
                .addMixIn(Answer.class, AnswerShape.class)
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(DateTimeFeature.WRITE_DURATIONS_AS_TIMESTAMPS);
    }

    /** What the contract calls a component of a record. */
    public static String name(String component) {
        return component.replaceAll("(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }

    /** An answer in one line, as programs read it: brand, as_of, columns, rows and nothing else. */
    public static String print(Answer answer) {
        return PRINTER.writeValueAsString(answer);
    }

    /** A finite number without an exponent, and with a point, so that nobody takes it for a count. */
    public static String plain(double number) {
        String text = BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
        return text.indexOf('.') < 0 ? text + ".0" : text;
    }

    /** A date that has no meaning is null. */
    @JsonPropertyOrder({"brand", "asOf", "columns", "rows"})
    private interface PrintedShape {

        @JsonProperty
        @JsonSerialize(using = EmptyIsNull.class)
        String asOf();
    }

    /** Which texts are decimals is said beside them, for the command line that reads an answer back. */
    @JsonPropertyOrder({"brand", "asOf", "columns", "rows", "decimals"})
    private interface AnswerShape extends PrintedShape {

        @JsonProperty
        List<String> decimals();
    }

    private static final class EmptyIsNull extends StdSerializer<String> {

        EmptyIsNull() {
            super(String.class);
        }

        @Override
        public void serialize(String value, JsonGenerator json, SerializationContext context) {
            if (value.isEmpty()) {
                json.writeNull();
            } else {
                json.writeString(value);
            }
        }
    }

    private static final class PlainDecimal extends StdSerializer<BigDecimal> {

        PlainDecimal() {
            super(BigDecimal.class);
        }

        @Override
        public void serialize(BigDecimal value, JsonGenerator json, SerializationContext context) {
            json.writeString(value.toPlainString());
        }
    }

    /** Without an exponent, which not every reader of small numbers expects. */
    private static final class PlainNumber extends StdSerializer<Double> {

        PlainNumber() {
            super(Double.class);
        }

        @Override
        public void serialize(Double value, JsonGenerator json, SerializationContext context) {
            if (Double.isFinite(value)) {
                json.writeNumber(plain(value));
            } else {
                json.writeNumber(value);
            }
        }
    }
}
