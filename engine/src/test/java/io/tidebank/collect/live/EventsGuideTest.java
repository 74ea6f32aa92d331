package io.tidebank.collect.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidebank.collect.protocol.Endpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The payloads and files that the guide shows work as it says. */
class EventsGuideTest {

    private static final Path GUIDE = Path.of("..", "docs", "guides", "events.md");

    @TempDir
    Path home;

    private static List<String> blocks(String language) throws IOException {
        Matcher block =
                Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(GUIDE));
        List<String> blocks = new ArrayList<>();
        while (block.find()) {
            blocks.add(block.group(1));
        }
        return blocks;
    }

    @Test
    void everyPayloadBecomesWhatTheGuideSays() throws IOException {
        LiveBrand brand = new LiveBrand(home);

        assertThat(blocks("json"))
                .map(payload ->
                        ShownTouch.of(brand.send(Endpoint.TRACK, payload).touches()))
                .containsExactly(
                        "order item=p1 quantity=1 amount=18.1818 currency=USD order=o1; "
                                + "order item=p2 quantity=3 amount=6.8182 currency=USD order=o1; "
                                + "pay amount=25 currency=USD order=o1",
                        "refund item=p1 quantity=1 amount=20 currency=USD order=o1",
                        "ship order=o1 content=s1 touchpoint=shipment.sf-express",
                        "review item=p1 content=r1 polarity=1",
                        "live_watch item=p1 content=2026-11-10 touchpoint=live.store-room-1",
                        "service_chat item=p1 content=c1 touchpoint=service.web",
                        "group_chat content=g1 touchpoint=group.wecom",
                        "click play=double-11 content=cr1 touchpoint=ad.feed");
    }

    @Test
    void everyFileIsValid() throws IOException {
        List<String> files = blocks("yaml");
        LiveBrand brand = new LiveBrand(home)
                .with("events/ours.yaml", files.get(0))
                .with("collection/demo.yaml", files.get(1))
                .with("tracking/demo.yaml", files.get(2));

        assertThat(brand.reader().settings().callingCode()).isEqualTo("86");
        assertThat(ShownTouch.of(brand.track("Try-On Booked", "{\"garment\":\"g1\",\"shop\":\"Paris\"}")))
                .isEqualTo("sample item=g1 touchpoint=store.paris");
        assertThat(brand.send(Endpoint.TRACK, "{\"event\":\"Order Completed\",\"userId\":\"u\"}")
                        .bad())
                .hasSize(1);
    }
}
