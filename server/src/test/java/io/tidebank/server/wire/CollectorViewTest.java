package io.tidebank.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidebank.server.Listening;
import io.tidebank.server.wire.LiveView.CollectorView;
import java.util.List;
import org.junit.jupiter.api.Test;

class CollectorViewTest {

    @Test
    void aServerOnThisMachineAloneHasNoPublicAddress() {
        assertThat(CollectorView.of(Listening.loopback(8080))).isEqualTo(new CollectorView(null, false));
    }

    @Test
    void aPublicAddressIsWhereSourcesSendToAlsoBehindAProxyOnThisMachine() {
        assertThat(CollectorView.of(Listening.loopback(8080).reachedAt("https://bank.example.com/")))
                .isEqualTo(new CollectorView("https://bank.example.com", true));
    }

    @Test
    void whoListensOnAllAddressesIsReachedFromElsewhere() {
        assertThat(CollectorView.of(Listening.on("0.0.0.0", 8080, List.of(), List.of(), null)))
                .isEqualTo(new CollectorView(null, true));
    }
}
