package io.tidebank.server.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidebank.brand.Brand;
import io.tidebank.brand.Tidebank;
import io.tidebank.collect.intake.Intake;
import io.tidebank.collect.protocol.Call;
import io.tidebank.collect.protocol.Endpoint;
import io.tidebank.collect.protocol.Request;
import io.tidebank.collect.source.Source;
import io.tidebank.server.TidebankServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From accepted to asked for, without anybody's doing. */
class LiveLoopTest {

    private static final Duration FRESHNESS = Duration.ofSeconds(10);

    @TempDir
    Path folder;

    private Path home;
    private Tidebank tidebank;
    private Source source;

    @BeforeEach
    void open() {
        home = folder.resolve("home");
        Tidebank.init(home, "demo", ZoneId.of("UTC"), Currency.getInstance("EUR"));
        tidebank = Tidebank.open(home);
        source = tidebank.sources().create("demo", "web").source();
    }

    @AfterEach
    void close() {
        tidebank.close();
    }

    @Test
    void whatWasAcceptedIsAnsweredWithinTenSecondsThoughOnlyBadEventsCameBefore() {
        try (TidebankServer server = TidebankServer.start(tidebank, home, 0)) {
            assertThat(server.url()).isNotEmpty();
            send("{\"event\":\"nobody's\"}");
            Awaitility.await().atMost(FRESHNESS).until(() -> intake().journal().lagEvents() == 0);

            send("{\"event\":\"Seen\",\"userId\":\"u\"}");

            assertThat(seenInTime()).isTrue();
        }
    }

    @Test
    void whatAProcessBeforeBroughtIntoTheLakeIsAnsweredToo() {
        send("{\"event\":\"Seen\",\"userId\":\"u\"}");
        intake().commit();
        assertThat(brand().info().fresh()).isFalse();

        try (TidebankServer server = TidebankServer.start(tidebank, home, 0)) {
            assertThat(server.url()).isNotEmpty();
            assertThat(seenInTime()).isTrue();
        }
    }

    /** A refresh holds the brand for as long as it takes: minutes where there is much. */
    @Test
    void whatComesGoesIntoTheLakeWhateverHoldsUpTheStages() {
        try (TidebankServer server = TidebankServer.start(tidebank, home, 0)) {
            assertThat(server.url()).isNotEmpty();
            synchronized (brand()) {
                for (int event = 0; event < 3; event++) {
                    send("{\"event\":\"Seen\",\"userId\":\"u%d\"}".formatted(event));
                    Awaitility.await()
                            .atMost(FRESHNESS)
                            .until(() -> intake().journal().lagEvents() == 0);
                }
                assertThat(brand().info().fresh()).isFalse();
            }
            Awaitility.await().atMost(FRESHNESS).until(() -> brand().info().fresh());
            assertThat(brand().sql("SELECT count(*) FROM touch").rows()).containsExactly(List.of(3L));
        }
    }

    private boolean seenInTime() {
        Awaitility.await()
                .atMost(FRESHNESS)
                .until(() -> brand().info().fresh() && brand().info().touches() == 1);
        return brand().sql("SELECT name FROM touch").rows().equals(List.of(List.of("Seen")));
    }

    private void send(String event) {
        Call call = Call.of(Endpoint.TRACK, Instant.now());
        if (intake().parse(call, event.getBytes(StandardCharsets.UTF_8)) instanceof Request.Accepted accepted) {
            intake().take(source, accepted);
        } else {
            throw new AssertionError("Refused: " + event);
        }
    }

    private Brand brand() {
        return tidebank.brand("demo");
    }

    private Intake intake() {
        return brand().intake();
    }
}
