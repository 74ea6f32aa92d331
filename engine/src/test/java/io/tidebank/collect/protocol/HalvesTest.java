package io.tidebank.collect.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidebank.collect.protocol.Request.Accepted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A batch cut in two says what it said whole. */
class HalvesTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final List<String> VALUES = List.of(
            "1",
            "\"\\\"]é,\"",
            "[1.10,{\"batch\":[1,2]}]",
            "[".repeat(70) + "]".repeat(70),
            "1e99999999999",
            "2".repeat(200));

    private final RequestReader reader = new RequestReader(Limits.DEFAULT, () -> "made");

    private Accepted accepted(byte[] body) {
        return (Accepted) reader.read(Call.of(Endpoint.BATCH, NOW), body);
    }

    private List<String> halves(String body) {
        return reader.halves(body.getBytes(UTF_8)).stream()
                .map(half -> new String(half, UTF_8))
                .toList();
    }

    @Test
    void everyByteIsAsItCame() {
        assertThat(halves(
                        "\uFEFF {\"batch\": 7, \"x\":[1,2], \"b\\u0061tch\" :[ {\"a\":1.10} , \"é\",3 ] ,\"y\": 1e1} "))
                .containsExactly(
                        "\uFEFF {\"batch\": 7, \"x\":[1,2], \"b\\u0061tch\" :[ {\"a\":1.10} ] ,\"y\": 1e1} ",
                        "\uFEFF {\"batch\": 7, \"x\":[1,2], \"b\\u0061tch\" :[ \"é\",3 ] ,\"y\": 1e1} ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"batch\":[]}", "{\"batch\":[{}]}", "{\"batch\":{\"a\":[1,2]}}", "[1,2]", ""})
    void whatIsNoBatchOfTwoHasNone(String body) {
        assertThat(halves(body)).isEmpty();
    }

    @RepeatedTest(100)
    void bothTogetherSayWhatTheWholeSaid(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        List<String> events = new ArrayList<>();
        for (int i = 2 + random.nextInt(6); i > 0; i--) {
            String value = VALUES.get(random.nextInt(VALUES.size()));
            events.add(
                    random.nextInt(5) == 0
                            ? value
                            : "{\"type\":\"track\",\"event\":\"e\",\"userId\":\"u\",\"messageId\":\"%d\",\"properties\":{\"x\":%s}}"
                                    .formatted(i, value));
        }
        byte[] whole =
                "{\"sentAt\":\"2026-11-21T11:59:59Z\",\"batch\":[%s],\"context\":{\"locale\":\"de\"},\"z\":%s,\"writeKey\":\"k\"}"
                        .formatted(
                                String.join(random.nextBoolean() ? "," : " ,\n", events),
                                VALUES.get(random.nextInt(VALUES.size())))
                        .getBytes(UTF_8);

        List<Accepted> halves =
                reader.halves(whole).stream().map(this::accepted).toList();

        assertThat(halves).hasSize(2).extracting(Accepted::writeKey).containsOnly("k");
        assertThat(halves.stream().flatMap(half -> half.events().stream()))
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("raw", "index")
                .isEqualTo(accepted(whole).events());
        assertThat(halves.stream().flatMap(half -> half.bad().stream()))
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("index")
                .isEqualTo(accepted(whole).bad());
    }
}
