package io.tidebank.cli.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidebank.server.wire.LiveView;
import io.tidebank.server.wire.LiveView.CollectorView;
import io.tidebank.server.wire.LiveView.JournalView;
import io.tidebank.server.wire.LiveView.MemoryView;
import io.tidebank.server.wire.LiveView.SourceCounts;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LivePictureTest {

    private static final CollectorView HERE = new CollectorView(null, false);

    private static final String NOTHING = "(nothing has come since the server started)";

    @Test
    void nothingHasComeOnlyWhereNothingIsCounted() {
        assertThat(drawn(0, 0)).contains(NOTHING);
        assertThat(drawn(4, 2)).doesNotContain(NOTHING);
        assertThat(drawn(0, 2)).doesNotContain(NOTHING);
    }

    @Test
    void whatIsForgottenTooEarlyIsTold() {
        assertThat(counts(new MemoryView(7, 5.5 * 3600, true, 6.5 * 86_400, true)))
                .endsWith(" · ids of messages are known for 5 h only · ids of orders are known for 6 d only");
        assertThat(counts(new MemoryView(7, 2.0 * 86_400, false, 25 * 86_400, false)))
                .doesNotContain("known");
    }

    private static String counts(MemoryView memory) {
        JournalView journal = new JournalView(0, 0, 0, 0, 0, 0, 0, null, 1, 1, 1, 9, memory, null, null, null);
        LiveView status = new LiveView("demo", Instant.EPOCH, HERE, journal, null, List.of(), List.of(), List.of());
        return LivePicture.counts(status, false);
    }

    /** No event is shown, as with {@code --last 0} or of a source that is quiet. */
    private static List<String> drawn(long accepted, long refused) {
        List<SourceCounts> sources = List.of(
                new SourceCounts("till", true, 0, 0, 0, 0, 0, Map.of(), null),
                new SourceCounts("web", true, accepted, 0, 0, 0, refused, Map.of(), null));
        LiveView status = new LiveView("demo", Instant.EPOCH, HERE, null, null, sources, List.of(), List.of());
        return LivePicture.draw(List.of(), status, ZoneId.of("UTC"), false);
    }
}
