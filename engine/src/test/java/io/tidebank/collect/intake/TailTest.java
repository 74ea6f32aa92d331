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
import java.io.IOException;
import java.nio.file.Files;
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
        take("{\"batch\":[%s]}".formatted(events));
    }

    private void take(String body) {
        Call call = Call.of(Endpoint.BATCH, Instant.now());
        intake().take(source, (Request.Accepted) intake().parse(call, body.getBytes(UTF_8)));
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

    @Test
    void whatCameToNothingIsShownHoweverManyOfItsBatchDidNot() {
        String good = "{\"type\":\"track\",\"event\":\"Product Viewed\",\"userId\":\"u\"},".repeat(25);
        take("{\"batch\":[%s%s%s]}"
                .formatted(
                        good,
                        "{\"type\":\"alias\",\"userId\":\"u\",\"previousId\":\"u\"},",
                        "{\"type\":\"track\",\"event\":\"Product Viewed\"}"));

        assertThat(intake().tail().events("web", 0))
                .hasSize(20)
                .extracting(TailEvent::fate)
                .contains(Fate.ACCEPTED, Fate.QUARANTINED, Fate.DROPPED);
    }

    @Test
    void ofARequestThatALimitRefusesEveryEventCounts() throws IOException {
        settings("{collection: 1, journal: {free_disk_mb: 16777216}}");
        tidebank.close();
        tidebank = Tidebank.open(home);

        take("{\"batch\":[{\"type\":\"track\",\"event\":\"Product Viewed\"}]}");
        take("{\"batch\":[{\"type\":\"track\",\"event\":\"Product Viewed\",\"userId\":\"u\"},"
                + "{\"type\":\"track\",\"event\":\"Product Viewed\"}]}");

        assertThat(intake().tail().counts())
                .hasEntrySatisfying(
                        "web", counts -> assertThat(counts.refused()).isEqualTo(3));
    }

    private void settings(String text) throws IOException {
        Path file = home.resolve("methods/collection/demo.yaml");
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @Test
    void whatIsDroppedIsShownWithItsReasonAndWithoutAnythingPersonal() throws IOException {
        settings("collection: 1\nconsent: {category: ads, denied: drop, unsaid: keep}\n");
        intake().reread();
        String denied = ",\"userId\":\"u\",\"context\":{\"consent\":{\"categoryPreferences\":{\"ads\":false}}}}";

        take("{\"batch\":[{\"type\":\"alias\",\"userId\":\"u\",\"previousId\":\"u\"},"
                + "{\"type\":\"track\",\"event\":\"Product Viewed\"" + denied + ","
                + "{\"type\":\"track\",\"event\":\"Jane Doe called\"" + denied + "]}");

        assertThat(intake().tail().events("web", 0))
                .extracting(TailEvent::name, TailEvent::kind, TailEvent::touches, TailEvent::fate, TailEvent::reason)
                .containsExactly(
                        tuple("alias", null, 0, Fate.DROPPED, "has no effect"),
                        tuple("Product Viewed", null, 0, Fate.DROPPED, "comes without the person's consent"),
                        tuple("track", null, 0, Fate.DROPPED, "comes without the person's consent"));
        take("{\"batch\":[%s]}"
                .formatted("{\"type\":\"alias\",\"userId\":\"u\",\"previousId\":\"u\"},".repeat(100) + "7"));
        assertThat(intake().tail().events("web", 0)).hasSize(3 + 20);
        assertThat(intake().tail().counts())
                .hasEntrySatisfying(
                        "web", counts -> assertThat(counts.dropped()).isEqualTo(103));
    }
}
