package io.tidebank.server.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidebank.server.collect.LiveServer;
import io.tidebank.server.sdk.RecordingProxy.Sent;
import io.tidebank.server.sdk.RecordingProxy.Trick;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The SDKs that brands have in their programs, unchanged: what they sent is in the lake, once and whole. */
@Timeout(120)
class SdkConformanceTest {

    private static final int COUNTED = 40;
    private static final int CALLS = 8 + COUNTED;

    @TempDir
    Path folder;

    private LiveServer server;

    @BeforeEach
    void start() {
        server = LiveServer.start(folder.resolve("home"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void segmentsSdkForNode() throws Exception {
        try (RecordingProxy proxy = RecordingProxy.before(server.url(), Trick.LOSE_THE_FIRST_ANSWER)) {
            NodeSdks.run("segment.mjs", proxy.url(), server.writeKey(), COUNTED);

            assertThat(proxy.sent()).extracting(Sent::path).containsOnly("/v1/batch");
            assertThat(proxy.sent()).extracting(Sent::again).contains(true);
            assertThat(proxy.faults()).isEmpty();
            assertTaken(server, proxy.sent(), CALLS);
        }
    }

    @Test
    void rudderStacksSdkForNode() throws Exception {
        try (RecordingProxy proxy = RecordingProxy.before(server.url(), Trick.LOSE_THE_FIRST_ANSWER)) {
            NodeSdks.run("rudder.mjs", proxy.url(), server.writeKey(), COUNTED);

            assertThat(proxy.sent()).extracting(Sent::compressed).containsOnly(true);
            assertThat(proxy.faults()).isEmpty();
            assertTaken(server, proxy.sent(), CALLS);
        }
    }

    @Test
    void segmentsSdkForJava() throws Exception {
        try (RecordingProxy proxy = RecordingProxy.before(server.url(), Trick.REPEAT)) {
            JavaSdks.segment(proxy.url(), server.writeKey(), COUNTED);

            assertThat(proxy.sent()).extracting(Sent::path).containsOnly("/v1/import/");
            assertThat(proxy.sent()).extracting(Sent::compressed).containsOnly(true);
            assertThat(proxy.faults()).isEmpty();
            assertTaken(server, proxy.sent(), CALLS);
        }
    }

    @Test
    void rudderStacksSdkForJava() throws Exception {
        try (RecordingProxy proxy = RecordingProxy.before(server.url(), Trick.REPEAT)) {
            JavaSdks.rudder(proxy.url(), server.writeKey(), COUNTED);

            assertThat(proxy.sent()).extracting(Sent::path).containsOnly("/v1/batch");
            assertThat(proxy.sent()).extracting(Sent::compressed).containsOnly(true);
            assertThat(proxy.faults()).isEmpty();
            assertTaken(server, proxy.sent(), CALLS);
        }
    }

    /** Each of so many calls came, the same by whatever SDK, and is in the lake as it was sent. */
    static void assertTaken(LiveServer server, List<Sent> requests, int calls) {
        SentEvents sent = new SentEvents(requests);
        assertThat(sent.count()).isEqualTo(calls);
        sent.assertAreIn(server);
        assertThat(story(server)).isEqualTo(STORY);
        assertThat(server.ask("""
                SELECT count(*), count(DISTINCT CAST(json_extract_string(properties, '$.n') AS INTEGER)), min(kind)
                FROM touch WHERE name = 'Counted'""")).containsExactly(List.of(calls - 8L, calls - 8L, "custom"));
    }

    /** What the calls of {@code calls.json} mean, by whatever SDK they came. */
    private static final String STORY = """
            alias\s
            custom 茶叶 Tasted ☕
            group_join content=club
            identify\s
            order Order Completed item=A1 quantity=2.0000 amount=20.0000 EUR order=O1
            order Order Completed item=B2 quantity=1.0000 amount=10.0000 EUR order=O1
            pay Order Completed amount=30.0000 EUR order=O1
            view Product Viewed item=A1 category=lamps line=Lumen quantity=2.0000 amount=25.0000 USD
            visit Basket
            visit Lamps
            """;

    private static String story(LiveServer server) {
        StringBuilder story = new StringBuilder();
        server.ask("""
                SELECT kind || ' ' || concat_ws(' ', name, 'item=' || item, 'category=' || category,
                    'line=' || product_line, 'quantity=' || quantity, 'amount=' || amount, currency, 'order=' || order_id,
                    'content=' || content_id)
                FROM touch WHERE source = 'web' AND coalesce(name, '') <> 'Counted' ORDER BY 1""").forEach(row -> story.append(row.getFirst()).append('\n'));
        return story.toString();
    }
}
