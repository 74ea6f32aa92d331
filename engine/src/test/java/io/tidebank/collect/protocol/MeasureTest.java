package io.tidebank.collect.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.tidebank.collect.protocol.Request.Accepted;
import io.tidebank.collect.protocol.Request.Code;
import io.tidebank.collect.protocol.Request.Refused;
import io.tidebank.collect.quarantine.FaultReason;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;

/** What is beyond measure costs its own event and no other. */
class MeasureTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final String GOOD = "{\"type\":\"track\",\"event\":\"e\",\"userId\":\"u\",\"messageId\":\"%s\"}";

    private final RequestReader reader = new RequestReader(Limits.DEFAULT, () -> "made");

    private Request read(Endpoint endpoint, String body) {
        return reader.read(Call.of(endpoint, NOW), body.getBytes(UTF_8));
    }

    private Accepted accepted(Endpoint endpoint, String body) {
        Request request = read(endpoint, body);
        assertThat(request).isInstanceOf(Accepted.class);
        return (Accepted) request;
    }

    static String[] values() {
        return new String[] {
            "[".repeat(70) + "]".repeat(70),
            "[".repeat(63) + "]".repeat(63),
            "{\"a\":".repeat(100) + "[\"}\\\"]\",-1.5e3]" + "}".repeat(100),
            "[".repeat(12_000) + "]".repeat(12_000),
            "1".repeat(1_200),
            "-0." + "1".repeat(1_200) + "e5",
            "1e99999999999",
            "[-1.5E+2147483648]",
            "1e-2147483648",
            "1e1000000000",
            "1e1001",
            "{\"%s\" : 1}".formatted("n".repeat(2_000)),
            "{\"%s\":{}}".formatted("\\u6f6e\\\"é".repeat(300)),
        };
    }

    private static String event(String value) {
        return "{\"type\":\"track\",\"event\":\"e\",\"userId\":\"u\",\"messageId\":\"deep\",\"properties\":{\"x\":%s,\"y\":1}}"
                .formatted(value);
    }

    @ParameterizedTest
    @MethodSource("values")
    void itsEventIsPutAsideAsItCameAndTheOthersAreTaken(String value) {
        String body = "{\"batch\":[%s, %s ,%s],\"writeKey\":\"k\"}"
                .formatted(GOOD.formatted("a"), event(value), GOOD.formatted("b"));

        Accepted batch = accepted(Endpoint.BATCH, body);

        assertThat(batch.writeKey()).isEqualTo("k");
        assertThat(batch.events()).extracting(Event::messageId).containsExactly("a", "b");
        assertThat(batch.events()).extracting(Event::index).containsExactly(0, 2);
        assertThat(batch.bad()).singleElement().satisfies(bad -> {
            assertThat(bad.index()).isOne();
            assertThat(bad.messageId()).isEqualTo("deep");
            assertThat(bad.reason()).isEqualTo(FaultReason.BEYOND_MEASURE);
            assertThat(bad.raw()).isEqualTo(event(value));
        });
    }

    @ParameterizedTest
    @MethodSource("values")
    void aSingleCallIsPutAsideLikewise(String value) {
        String body = event(value).replace("\"y\":1}}", "\"y\":1},\"writeKey\":\"k\"}");

        Accepted call = accepted(Endpoint.TRACK, body);

        assertThat(call.events()).isEmpty();
        assertThat(call.writeKey()).isEqualTo("k");
        assertThat(call.bad())
                .extracting(BadEvent::reason, BadEvent::messageId)
                .containsExactly(tuple(FaultReason.BEYOND_MEASURE, "deep"));
        assertThat(call.bad().getFirst().raw()).contains("\"writeKey\":null").doesNotContain("\"k\"");
    }

    @ParameterizedTest
    @MethodSource("values")
    void besideTheEventsItIsPassedOverAndInTheirContextItConcernsAll(String value) {
        String batch = "{\"%s\":{\"x\":%s},\"batch\":[%s]}";
        String good = GOOD.formatted("a");

        assertThat(accepted(Endpoint.BATCH, batch.formatted("integrations", value, good))
                        .events())
                .hasSize(1);
        assertThat(accepted(Endpoint.BATCH, batch.formatted("context", value, good))
                        .bad())
                .extracting(BadEvent::toString)
                .containsExactly("event 0: context is nested too deep, or has a name or a number beyond measure");
    }

    @ParameterizedTest
    @MethodSource("values")
    void aDocumentWithItIsNone(String value) {
        assertThat(reader.document(event(value).getBytes(UTF_8))).isNull();
        assertThat(reader.document(event("1").getBytes(UTF_8))).isNotNull();
    }

    /** What is quoted in the fault may be told in a log. */
    @Test
    void aNumberBeyondMeasureIsNotQuoted() {
        assertThatThrownBy(() -> new ExactJson(StreamReadConstraints.defaults()).tree("[1e99999999999]"))
                .isInstanceOf(StreamConstraintsException.class)
                .hasMessageNotContaining("99999");
    }

    @ParameterizedTest
    @MethodSource("values")
    void aContextBeyondMeasureIsKeptWithItsEventsAsItCame(String value) {
        String context = "\"context\":{\"app\":{\"name\":\"zz\",\"build\":%s,\"now\":1.50}}".formatted(value);
        String own = GOOD.formatted("a").replace("}", ",\"context\":{\"app\":{\"name\":\"own\"}}}");

        Accepted batch =
                accepted(Endpoint.BATCH, "{%s,\"batch\":[%s,%s]}".formatted(context, GOOD.formatted("b"), own));

        assertThat(batch.bad()).hasSize(2);
        assertThat(batch.bad().getFirst().raw()).endsWith(written(context) + "}");
        assertThat(batch.bad().getLast().raw()).endsWith(written(context.replace("zz", "own")) + "}");
    }

    @ParameterizedTest
    @MethodSource("values")
    void whatOnlyTheBatchSaysOfAnEventBeyondMeasureIsKeptWithIt(String value) {
        String body = "{\"batch\":[%s],\"context\":{\"locale\":\"de\"},\"sentAt\":\"2026-11-21T11:00:00Z\"}"
                .formatted(event(value));

        assertThat(accepted(Endpoint.BATCH, body).bad().getFirst().raw())
                .isEqualTo(written(event(value))
                        .replaceFirst("}$", ",\"sentAt\":\"2026-11-21T11:00:00Z\",\"context\":{\"locale\":\"de\"}}"));
    }

    /** Names as they are, and no blanks before what they name. */
    private static String written(String json) {
        return json.replace(" : ", ":").replace("\\u6f6e", "潮");
    }

    @Test
    void whatIsJustWithinIsTaken() {
        String deepest = "[".repeat(60) + "]".repeat(60);
        String body = "{\"batch\":[%s,%s,%s,%s]}"
                .formatted(
                        event(deepest),
                        event("[%s,1e1000,-1e-1000]".formatted("1".repeat(100))),
                        event("{\"%s\":1}".formatted("n".repeat(1000))),
                        event("[" + deepest + "]"));

        Accepted batch = accepted(Endpoint.BATCH, body);

        assertThat(batch.events()).extracting(Event::index).containsExactly(0, 1, 2);
        assertThat(batch.events().getFirst().properties().get("x").toString()).isEqualTo(deepest);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1,]", "[NaN]", "{\"a\" 1}", "[\"\\x\"]", "]", "{]", "[}", "01"})
    void whatIsBrokenInItIsNoJson(String broken) {
        String value = "[".repeat(70) + broken + "]".repeat(70);

        for (String body : new String[] {
            "{\"batch\":[%s,%s]}".formatted(GOOD.formatted("a"), event(value)),
            "{\"batch\":[%s,%s],}".formatted(GOOD.formatted("a"), event("[".repeat(70) + "]".repeat(70))),
            "{\"batch\":[%s,%s]} x".formatted(GOOD.formatted("a"), event("1".repeat(1_200)))
        }) {
            assertThat(read(Endpoint.BATCH, body))
                    .isInstanceOfSatisfying(
                            Refused.class, refused -> assertThat(refused.code()).isEqualTo(Code.INVALID_JSON));
        }
    }

    /** The reader reads the same of the others with and without it. */
    @RepeatedTest(200)
    void itChangesNothingOfTheOthers(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        String[] values = values();
        StringBuilder with = new StringBuilder();
        StringBuilder without = new StringBuilder();
        for (int i = 0; i < 6; i++) {
            String good = event("[%d,\"\\\\\",{\"[\":\"{\\\"%d\",\"é\":-1.50}]".formatted(i, random.nextInt()));
            String own = random.nextBoolean() ? good : event(values[random.nextInt(values.length)]);
            with.append(i == 0 ? "" : random.nextBoolean() ? "," : " ,\n ").append(own);
            without.append(i == 0 ? "" : ",").append(own.equals(good) ? good : "0");
        }

        assertThat(accepted(Endpoint.BATCH, "{\"batch\":[%s]}".formatted(with)).events())
                .usingRecursiveComparison()
                .ignoringFields("raw")
                .isEqualTo(accepted(Endpoint.BATCH, "{\"batch\":[%s]}".formatted(without))
                        .events());
    }

    /** Neither time nor memory nor the stack grow faster than the body. */
    @Test
    @Timeout(60)
    void howeverMuchOfItThereIsItIsRead() {
        Limits wide = new Limits(32 << 10, 16 << 20, 100_000, 64, Duration.ofDays(3650), Duration.ofHours(24));
        RequestReader large = new RequestReader(wide, () -> "made");
        int most = 8 << 20;
        for (String value : new String[] {
            "[".repeat(most / 2) + "]".repeat(most / 2),
            "{\"\":".repeat(most / 6) + "0" + "}".repeat(most / 6),
            "9".repeat(most),
            "{\"%s\":0}".formatted("n".repeat(most)),
            "[0" + (",1" + "0".repeat(100)).repeat(most / 102) + "]"
        }) {
            String body = "{\"batch\":[%s,%s]}".formatted(value, GOOD.formatted("a"));

            assertThat(large.read(Call.of(Endpoint.BATCH, NOW), body.getBytes(UTF_8)))
                    .isInstanceOfSatisfying(Accepted.class, batch -> {
                        assertThat(batch.events()).hasSize(1);
                        assertThat(batch.bad()).hasSize(1);
                    });
        }
    }
}
