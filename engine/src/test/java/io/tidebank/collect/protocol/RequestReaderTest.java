package io.tidebank.collect.protocol;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidebank.collect.protocol.Request.Accepted;
import io.tidebank.collect.protocol.Request.Code;
import io.tidebank.collect.protocol.Request.Refused;
import io.tidebank.collect.quarantine.FaultReason;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestReaderTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final String EVENT = "{\"type\":\"track\",\"event\":\"e\",\"userId\":\"u\",\"messageId\":\"m\"}";

    private final RequestReader reader = new RequestReader(Limits.DEFAULT, () -> "made");

    private Request read(Endpoint endpoint, String body) {
        return reader.read(Call.of(endpoint, NOW), body.getBytes(UTF_8));
    }

    private Accepted accepted(Endpoint endpoint, String body) {
        assertThat(read(endpoint, body)).isInstanceOf(Accepted.class);
        return (Accepted) read(endpoint, body);
    }

    private Event track(String members) {
        return accepted(Endpoint.TRACK, "{\"event\":\"e\",\"userId\":\"u\"%s}".formatted(members))
                .events()
                .getFirst();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                              | INVALID_JSON
            []                              | INVALID_JSON
            null                            | INVALID_JSON
            {"batch":                       | INVALID_JSON
            {"batch":[]} x                  | INVALID_JSON
            {"batch":[{"a":NaN}]}           | INVALID_JSON
            {"batch":[{"a":+Infinity}]}     | INVALID_JSON
            {"batch":[],}                   | INVALID_JSON
            {'batch':[]}                    | INVALID_JSON
            {}                              | INVALID_REQUEST
            {"batch":{}}                    | INVALID_REQUEST
            {"batch":null}                  | INVALID_REQUEST
            """)
    void aBodyOfAnotherShapeIsRefused(String body, Code code) {
        assertThat(read(Endpoint.BATCH, body))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo(code));
    }

    @Test
    void aBodyThatIsNotUtf8IsRefused() {
        for (byte[] body :
                new byte[][] {EVENT.getBytes(UTF_16), {'{', 0}, {'{', '"', (byte) 0xff, '"', ':', '1', '}'}}) {
            assertThat(reader.read(Call.of(Endpoint.TRACK, NOW), body))
                    .isInstanceOfSatisfying(
                            Refused.class, refused -> assertThat(refused.code()).isEqualTo(Code.INVALID_JSON));
        }
    }

    @Test
    void aBatchMayHoldUpTo2500Events() {
        assertThat(accepted(Endpoint.BATCH, batch(2500)).events()).hasSize(2500);
        assertThat(read(Endpoint.BATCH, batch(2501)))
                .isEqualTo(new Refused(Code.TOO_MANY_EVENTS, "The batch has more than 2,500 events"));
    }

    private static String batch(int events) {
        return IntStream.range(0, events).mapToObj(_ -> EVENT).collect(Collectors.joining(",", "{\"batch\":[", "]}"));
    }

    @Test
    void sizesAreLimited() {
        String large = "{\"type\":\"track\",\"event\":\"%s\",\"userId\":\"u\"}".formatted("x".repeat(32 << 10));
        assertThat(read(Endpoint.TRACK, large))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo(Code.TOO_LARGE));
        assertThat(accepted(Endpoint.BATCH, "{\"batch\":[%s,%s]}".formatted(large, EVENT)))
                .satisfies(batch -> assertThat(batch.events()).hasSize(1))
                .satisfies(batch -> assertThat(batch.bad())
                        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("context")
                        .containsExactly(new BadEvent(0, null, FaultReason.EVENT_TOO_LARGE, "the event", large)));
        assertThat(read(Endpoint.BATCH, "{\"batch\":[]%s}".formatted(" ".repeat(500 << 10))))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo(Code.TOO_LARGE));
    }

    @Test
    void theContextOfABatchCountsForEachOfItsEvents() {
        String context = ",\"context\":{\"page\":\"%s\"}}".formatted("x".repeat(20_000));
        String few = batch(500).replace("]}", "]" + context);
        String many = batch(1000).replace("]}", "]" + context);

        assertThat(accepted(Endpoint.BATCH, few).events()).hasSize(500);
        assertThat(read(Endpoint.BATCH, many)).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.code()).isEqualTo(Code.TOO_LARGE);
            assertThat(refused.message())
                    .isEqualTo("The context of the batch has 20,011,000 bytes, told for each of its events;"
                            + " at most 16,384,000 can be taken. Send fewer events at a time");
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            5                                                        | WRONG_TYPE    | the event
            null                                                     | WRONG_TYPE    | the event
            {"event":"e","userId":"u"}                               | MISSING_VALUE | type
            {"type":"trak","event":"e","userId":"u"}                 | UNKNOWN_TYPE  | type
            {"type":7,"event":"e","userId":"u"}                      | UNKNOWN_TYPE  | type
            {"type":"track","event":"e"}                             | MISSING_VALUE | userId or anonymousId
            {"type":"track","event":"e","userId":null}               | MISSING_VALUE | userId or anonymousId
            {"type":"track","event":"e","userId":" "}                | MISSING_VALUE | userId or anonymousId
            {"type":"track","event":"e","userId":{}}                 | WRONG_TYPE    | userId
            {"type":"track","event":"e","anonymousId":true}          | WRONG_TYPE    | anonymousId
            {"type":"track","userId":"u"}                            | MISSING_VALUE | event
            {"type":"track","event":"  ","userId":"u"}               | MISSING_VALUE | event
            {"type":"track","event":["e"],"userId":"u"}              | WRONG_TYPE    | event
            {"type":"track","event":"e","userId":"u","properties":5} | WRONG_TYPE    | properties
            {"type":"identify","userId":"u","traits":"x"}            | WRONG_TYPE    | traits
            {"type":"page","userId":"u","context":[]}                | WRONG_TYPE    | context
            {"type":"group","userId":"u"}                            | MISSING_VALUE | groupId
            {"type":"alias","userId":"u"}                            | MISSING_VALUE | previousId
            {"type":"page","userId":"u","timestamp":"yesterday"}     | BAD_TIME      | timestamp
            {"type":"page","userId":"u","timestamp":"0001-01-01"}    | BAD_TIME      | timestamp
            {"type":"page","userId":"u","timestamp":{}}              | BAD_TIME      | timestamp
            {"type":"page","userId":"u","timestamp":-9223372036854775807} | BAD_TIME | timestamp
            {"type":"page","userId":"u","originalTimestamp":"x"}     | BAD_TIME      | originalTimestamp
            {"type":"page","userId":"u","timestamp":"2026-11-22T12:00:00.001Z"} | IN_THE_FUTURE | timestamp
            {"type":"page","userId":"u","timestamp":"2016-11-21T11:59:59Z"} | TOO_OLD | timestamp
            """)
    void anEventOfAnotherShapeIsPutAsideAsItCame(String event, FaultReason reason, String field) {
        Accepted batch = accepted(Endpoint.BATCH, "{\"batch\":[%s , %s]}".formatted(EVENT, event));

        assertThat(batch.events()).hasSize(1);
        assertThat(batch.bad())
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("context")
                .containsExactly(new BadEvent(1, null, reason, field, event));
    }

    @Test
    void anEventPutAsideKeepsItsNameSoThatARetryIsKeptOnce() {
        Accepted batch =
                accepted(Endpoint.BATCH, "{\"batch\":[{\"type\":\"trak\",\"messageId\":\"m-1\",\"userId\":\"u\"}]}");

        assertThat(batch.bad()).extracting(BadEvent::messageId).containsExactly("m-1");
    }

    @Test
    void whatBelongsToTheBatchMayStandBehindTheEvents() {
        Accepted batch = accepted(Endpoint.BATCH, """
                {"batch":[%s],"context":{"locale":"de"},"sentAt":"2026-11-21T11:00:00Z","writeKey":"k"}""".formatted(EVENT));

        assertThat(batch.writeKey()).isEqualTo("k");
        assertThat(batch.events().getFirst().context().path("locale").asString())
                .isEqualTo("de");
    }

    @Test
    void aSingleCallCarriesItsOwnWriteKey() {
        assertThat(accepted(Endpoint.TRACK, "{\"event\":\"e\",\"userId\":\"u\",\"writeKey\":\"k\"}")
                        .writeKey())
                .isEqualTo("k");
        assertThat(accepted(Endpoint.TRACK, EVENT).writeKey()).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"writeKey":"secret","event":"e"}              | {"writeKey":null,"event":"e"}
            {"event":"é" , "write\\u004bey" : "secret" }   | {"event":"é" , "write\\u004bey" : null }
            {"writeKey":["secret"],"writeKey":"secret"}    | {"writeKey":null,"writeKey":null}
            {"writeKey":5,"a":{"writeKey":"x"},"b":[1]}    | {"writeKey":null,"a":{"writeKey":"x"},"b":[1]}
            """)
    void theWriteKeyIsNotKeptWithAnEventThatIsPutAside(String event, String kept) {
        assertThat(accepted(Endpoint.BATCH, "{\"batch\":[%s]}".formatted(event)).bad())
                .extracting(BadEvent::raw)
                .containsExactly(kept);
        assertThat(accepted(Endpoint.TRACK, event).bad().getFirst().raw()).doesNotContain("secret");
    }

    @Test
    void theSkewOfTheSendersClockIsTakenOut() {
        assertThat(track(",\"timestamp\":\"2030-01-01T00:00:00.000Z\",\"sentAt\":\"2030-01-01T00:00:05.000Z\"")
                        .occurredAt())
                .isEqualTo(NOW.minus(Duration.ofSeconds(5)));
        assertThat(track(",\"timestamp\":\"2026-11-20T00:00:00.000Z\"").occurredAt())
                .isEqualTo("2026-11-20T00:00:00Z");
        assertThat(track(",\"timestamp\":\"2026-11-20T00:00:00.000Z\",\"sentAt\":\"soon\"")
                        .occurredAt())
                .isEqualTo("2026-11-20T00:00:00Z");
        assertThat(track("").occurredAt()).isEqualTo(NOW);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
            "2026-11-20T08:30:00.123Z",        2026-11-20T08:30:00.123Z
            "2026-11-20T08:30:00.123456789Z",  2026-11-20T08:30:00.123456Z
            "2026-11-20T08:30:00Z",            2026-11-20T08:30:00Z
            "2026-11-20T08:30:00+08:00",       2026-11-20T00:30:00Z
            "2026-11-20T08:30:00.5-0330",      2026-11-20T12:00:00.500Z
            "2026-11-20 08:30:00",             2026-11-20T08:30:00Z
            "2026-11-20",                      2026-11-20T00:00:00Z
            1763627400,                        2025-11-20T08:30:00Z
            1763627400123,                     2025-11-20T08:30:00.123Z
            1.763627400123E12,                 2025-11-20T08:30:00.123Z
            """)
    void timesAreReadAsSendersWriteThem(String written, Instant read) {
        assertThat(track(",\"timestamp\":" + written).occurredAt()).isEqualTo(read);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-02-30T00:00:00.000Z",
        "2026-13-01T00:00:00.000Z",
        "2026-01-01T24:00:00.000Z",
        "2026-01-01T00:60:00.000Z"
    })
    void aTimeThatNeverWasIsNone(String written) {
        assertThat(accepted(
                                Endpoint.TRACK,
                                "{\"event\":\"e\",\"userId\":\"u\",\"timestamp\":\"%s\"}".formatted(written))
                        .bad())
                .extracting(BadEvent::reason)
                .containsExactly(FaultReason.BAD_TIME);
    }

    @Test
    void aMessageIdIsTheSendersOrMadeOrTheHashOfOneThatIsTooLong() {
        String longId = "x".repeat(101);
        assertThat(track("").messageId()).isEqualTo("made");
        assertThat(track(",\"messageId\":\"a\"").messageId()).isEqualTo("a");
        assertThat(track(",\"messageId\":\"%s\"".formatted(longId)).messageId())
                .hasSize(64)
                .isEqualTo(track(",\"messageId\":\"%s\"".formatted(longId)).messageId());
    }

    @Test
    void ofAKeyThatIsThereTwiceTheLastCounts() {
        assertThat(track(",\"userId\":\"v\"").people().userId()).isEqualTo("v");
    }

    @Test
    void aPixelCarriesJsonPlainOrInEitherBase64() {
        String json = "{\"event\":\"ü?>~\",\"userId\":\"u\"}";
        byte[] bytes = json.getBytes(UTF_8);
        for (String data : new String[] {
            json,
            Base64.getEncoder().encodeToString(bytes),
            Base64.getUrlEncoder().withoutPadding().encodeToString(bytes),
            Base64.getEncoder().encodeToString(bytes).replace('+', ' ')
        }) {
            assertThat(new String(PixelData.body(data), UTF_8)).isEqualTo(json);
        }
        assertThat(reader.read(Call.of(Endpoint.TRACK, NOW), PixelData.body("%%%")))
                .isInstanceOf(Refused.class);
    }

    @Test
    void aPixelMayCarryParametersOfTheirOwn() {
        Map<String, String> parameters = new TreeMap<>(Map.of(
                "event",
                "e",
                "userId",
                "u",
                "properties.a.b",
                "1",
                "properties[c]",
                "2",
                "properties",
                "x",
                "..",
                "y"));

        assertThat(new String(PixelData.body(parameters), UTF_8)).isEqualTo("""
                        {"":{"":{"":"y"}},"event":"e","properties":{"a":{"b":"1"},"c":"2"},"userId":"u"}""");
        assertThat(reader.read(Call.of(Endpoint.TRACK, NOW), PixelData.body(parameters)))
                .isInstanceOf(Accepted.class);
    }

    @Test
    void endpointsHaveLongAndShortNames() {
        assertThat(Endpoint.at("t")).isEqualTo(Endpoint.TRACK).isEqualTo(Endpoint.at("track"));
        assertThat(Endpoint.at("b")).isEqualTo(Endpoint.BATCH);
        assertThat(Endpoint.at("import/")).isEqualTo(Endpoint.IMPORT).isEqualTo(Endpoint.at("import"));
        assertThat(Endpoint.at("x")).isNull();
    }
}
