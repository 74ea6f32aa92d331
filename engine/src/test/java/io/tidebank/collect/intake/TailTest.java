package io.tidebank.collect.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tidebank.brand.Tidebank;
import io.tidebank.collect.intake.TailEvent.Fate;
import io.tidebank.collect.protocol.Call;
import io.tidebank.collect.protocol.Endpoint;
import io.tidebank.collect.protocol.Request;
import io.tidebank.collect.source.Source;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TailTest {

    @TempDir
    Path home;

    private Tidebank tidebank;
    private Source source;

    @BeforeEach
    void open() {
        Tidebank.init(home, "demo", ZoneId.of("UTC"), Currency.getInstance("EUR"));
        tidebank = Tidebank.open(home);
        source = tidebank.sources().create("demo", "web").source();
    }

    @AfterEach
    void close() {
        tidebank.close();
    }

    private Intake intake() {
        return tidebank.brand("demo").intake();
    }

    private void send(String... users) {
        String events = Stream.of(users)
                .map(
                        "{\"type\":\"track\",\"event\":\"Product Viewed\",\"userId\":\"%1$s\",\"messageId\":\"m-%1$s\"}"
                                ::formatted)
                .collect(joining(","));
        byte[] body = "{\"batch\":[%s]}".formatted(events).getBytes(UTF_8);
        var request = (Request.Accepted) intake().parse(Call.of(Endpoint.BATCH, Instant.now()), body);
        intake().take(source, request);
    }

    /** As after a crash, when a sender repeats what it had no answer to, together with what has come since. */
    @Test
    void ofABatchThatIsKnownInPartOnlyTheRestCountsAsAcceptedAndByKind() {
        send("a", "b");
        tidebank.close();
        tidebank = Tidebank.open(home);

        send("a", "b", "c");

        assertThat(intake().tail().counts()).hasEntrySatisfying("web", counts -> {
            assertThat(counts.accepted()).isEqualTo(1);
            assertThat(counts.duplicates()).isEqualTo(2);
            assertThat(counts.kinds()).isEqualTo(Map.of("view", 1L));
        });
        assertThat(intake().tail().events("web", 0))
                .extracting(TailEvent::number, TailEvent::fate)
                .containsExactly(tuple(1L, Fate.DUPLICATE), tuple(2L, Fate.DUPLICATE), tuple(3L, Fate.ACCEPTED));
    }
}
