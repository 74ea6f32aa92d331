package io.tidebank.server.collect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every payload that the guide shows is posted to a server as it stands there, and is in the lake as the guide says. */
class EventsGuideOverHttpTest {

    private static final Path GUIDE = Path.of("..", "docs", "guides", "events.md");
    private static final Pattern PAYLOAD = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL);

    private static final String FIELDS = """
            SELECT touch_id, concat_ws(' ', primary_id, kind, nullif(item, ''), amount::VARCHAR, nullif(order_id, ''),
                nullif(content_id, ''), nullif(touchpoint, ''), polarity::VARCHAR, nullif(play_id, ''))
            FROM touch WHERE starts_with(touch_id, 'guide-') ORDER BY 1""";

    @Test
    void everyPayloadIsInTheLakeAsTheGuideSays(@TempDir Path folder) throws Exception {
        try (LiveServer server = LiveServer.start(folder.resolve("home"))) {
            List<String> payloads = payloads();
            for (int i = 0; i < payloads.size(); i++) {
                String named = payloads.get(i).replaceFirst("\\{", "{\"messageId\": \"guide-%d\", ".formatted(i + 1));
                assertThat(server.told("/v1/track", named).statusCode())
                        .as(named)
                        .isEqualTo(200);
            }

            assertThat(server.ask(FIELDS))
                    .extracting(row -> row.get(0) + ": " + row.get(1))
                    .containsExactly(
                            "guide-1/1: user:u1 order p1 18.1818 o1",
                            "guide-1/2: user:u1 order p2 6.8182 o1",
                            "guide-1/pay: user:u1 pay 25.0000 o1",
                            "guide-2/1: user:u1 refund p1 20.0000 o1",
                            "guide-3: user:u1 ship o1 s1 shipment.sf-express",
                            "guide-4: user:u1 review p1 r1 1",
                            "guide-5: user:u1 live_watch p1 2026-11-10 live.store-room-1",
                            "guide-6: user:u1 service_chat p1 c1 service.web",
                            "guide-7: user:u1 group_chat g1 group.wecom",
                            "guide-8: anonymous:a1 click cr1 ad.feed double-11");
        }
    }

    private static List<String> payloads() throws IOException {
        List<String> payloads = new ArrayList<>();
        Matcher block = PAYLOAD.matcher(Files.readString(GUIDE));
        while (block.find()) {
            payloads.add(block.group(1));
        }
        return payloads;
    }
}
