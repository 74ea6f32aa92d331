package io.tidebank.collect.journal;

import static io.tidebank.collect.journal.LiveTouches.batch;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidebank.collect.journal.JournalReply.Ack;
import io.tidebank.collect.journal.record.FeedMark;
import io.tidebank.collect.journal.record.JournalRecord;
import io.tidebank.collect.journal.record.LiveBatch;
import io.tidebank.collect.journal.record.LiveEvent;
import io.tidebank.lake.JournalPosition;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalFeedTest {

    @TempDir
    Path home;

    private TestJournal journal;

    @BeforeEach
    void open() {
        journal = new TestJournal(home);
    }

    @AfterEach
    void close() {
        journal.close();
    }

    private Ack accept(String position, String... names) {
        return journal.accept(new LiveBatch(batch(names).events(), List.of(), new FeedMark("orders", position)));
    }

    private void allow(int batchBytes) {
        journal.settings = new JournalSettings(Duration.ofDays(1), 1 << 20, 10, 1 << 20, 1 << 20, 0, batchBytes);
    }

    private Optional<String> position() {
        return journal.journal().feedPosition("orders", Optional.empty());
    }

    @Test
    void touchesAndTheMarkOfTheirFeedAreReadBackTogether() {
        journal.accept("web");
        accept("[7]", "a", "b");

        List<JournalRecord> records = journal.records(0);
        assertThat(records).extracting(JournalRecord::mark).containsExactly(null, new FeedMark("orders", "[7]"));
        assertThat(records.getLast().touches()).hasSize(2);
        assertThat(position()).contains("[7]");
    }

    @Test
    void aFeedHasReadOnThoughAllThatItReadWasKnown() {
        accept("[7]", "a", "b");

        assertThat(accept("[9]", "b")).isEqualTo(new Ack(0, 1, 0, 2, List.of(0)));
        assertThat(position()).contains("[9]");
        assertThat(journal.records(1).getFirst().mark()).isEqualTo(new FeedMark("orders", "[9]"));
        assertThat(journal.journal().status().lagEvents()).isEqualTo(2);
    }

    @Test
    void anEventThatFindsRoomAloneIsFollowedByItsMark() {
        allow(1200);
        LiveEvent event = LiveTouches.event("a".repeat(300));
        FeedMark mark = new FeedMark("orders", "7".repeat(600));

        assertThat(journal.journal().holds(event)).isTrue();
        assertThat(journal.journal().offerWhole(new LiveBatch(List.of(event), List.of(), mark)))
                .isEqualTo(new Ack(1, 0, 0, 2, List.of()));
        assertThat(journal.records(0)).extracting(JournalRecord::mark).containsExactly(null, mark);
        assertThat(position()).contains(mark.position());
    }

    @Test
    void aBadEventThatFindsRoomAloneIsFollowedByItsMark() {
        allow(1200);
        FeedMark mark = new FeedMark("orders", "7".repeat(600));
        LiveBatch batch = new LiveBatch(List.of(), List.of(LiveTouches.bad("a", "{}".repeat(300))), mark);

        assertThat(journal.journal().offerWhole(batch)).isEqualTo(new Ack(0, 0, 1, 2, List.of()));
        assertThat(position()).contains(mark.position());
    }

    @Test
    void aFeedsPositionOutlivesItsRecordsAndTheProcess() {
        accept("[7]", "a");
        journal.journal().trim(1);
        journal.reopenAt(1);

        assertThat(journal.records(0)).isEmpty();
        assertThat(position()).contains("[7]");
    }

    @Test
    void aJournalMadeAnewAsksTheLake() {
        JournalPosition lake = new JournalPosition("the one before", 5, Map.of("orders", "[4]"));

        assertThat(journal.journal().feedPosition("orders", Optional.of(lake))).contains("[4]");
        accept("[6]", "a");
        assertThat(journal.journal().feedPosition("orders", Optional.of(lake))).contains("[6]");
        assertThat(journal.journal().feedPosition("stock", Optional.of(lake))).isEmpty();
    }

    @Test
    void aJournalThatIsAnOlderCopyThanWhatTheLakeHasReadBelievesTheLake() {
        accept("[6]", "a");
        JournalPosition lake = new JournalPosition(journal.journal().id(), 3, Map.of("orders", "[8]"));

        assertThat(journal.reopen(Optional.of(lake)).feedPosition("orders", Optional.of(lake)))
                .contains("[8]");
    }
}
