package io.tidebank.server.collect;

import static io.tidebank.server.collect.LiveServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Batches that are small enough as they come, and too large as what they say. */
class LargeBatchTest {

    @TempDir
    Path folder;

    @Test
    void aBatchThatSaysMoreThanCanBeTakenIsRefusedForGoodAndCounted() throws Exception {
        try (LiveServer server = LiveServer.start(folder.resolve("home"), "collection: 1\njournal: {batch_mb: 1}\n")) {
            HttpResponse<String> beyondMeasure = server.told("/v1/batch", batch(100, 200_000));
            HttpResponse<String> beyondARecord = server.told("/v1/batch", batch(100, 20_000));

            assertThat(beyondMeasure.statusCode()).isEqualTo(413);
            assertThat(json(beyondMeasure).path("code").asString()).isEqualTo("too_large");
            assertThat(json(beyondMeasure).path("message").asString())
                    .startsWith("The context of the batch has 20,001,100 bytes, told for each of its events");
            assertThat(beyondARecord.statusCode()).isEqualTo(413);
            assertThat(json(beyondARecord).path("message").asString())
                    .startsWith("A batch has ")
                    .endsWith(" bytes as a record of the journal; 1,048,576 are allowed. Send fewer events at a time");
            assertThat(server.told("/v1/batch", batch(20, 20_000)).statusCode()).isEqualTo(200);
            assertThat(server.get("/metrics", "Authorization", server.local()).body())
                    .contains(
                            "tidebank_live_refused_requests_total{brand=\"demo\",code=\"too_large\",source=\"web\"} 2");
        }
    }

    /** Each event adds to the context, so that none is as another's. */
    private static String batch(int events, int context) {
        return IntStream.range(0, events)
                .mapToObj("{\"type\":\"track\",\"event\":\"e\",\"userId\":\"u\",\"context\":{\"n\":%d}}"::formatted)
                .collect(Collectors.joining(
                        ",", "{\"batch\":[", "],\"context\":{\"note\":\"%s\"}}".formatted("x".repeat(context))));
    }
}
