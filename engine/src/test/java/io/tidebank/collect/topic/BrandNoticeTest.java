package io.tidebank.collect.topic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidebank.collect.protocol.Limits;
import org.junit.jupiter.api.Test;

/** Homes and collectors need not be of the same day. */
class BrandNoticeTest {

    private static final String NOTICE = """
            {"format":1,"sealingKey":"k","recordBytes":1000,"eventsPerSecond":0,"sources":[],"keys":[],
             "limits":{"eventBytes":32768,"batchBytes":512000,"batchEvents":2500,"depth":64,"futureSeconds":86400%s}}""";

    @Test
    void whatAnOtherHomeSaysBesidesOrDoesNotSayIsNoHindrance() {
        for (String more : new String[] {"", ",\"later\":7"}) {
            BrandNotice notice = BrandNotice.parse(NOTICE.formatted(more).getBytes(UTF_8));

            assertThat(notice == null ? null : notice.limits().limits())
                    .as(more)
                    .isEqualTo(Limits.DEFAULT);
        }
    }

    @Test
    void limitsAreToldWhole() {
        assertThat(BrandNotice.LimitsNotice.of(Limits.WIDEST).limits()).isEqualTo(Limits.WIDEST);
    }
}
