package io.tidebank.collect.journal;

import static io.tidebank.collect.journal.LiveTouches.batch;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidebank.collect.journal.JournalReply.Ack;
import io.tidebank.collect.journal.record.FeedMark;
import io.tidebank.collect.journal.record.JournalRecord;
import io.tidebank.collect.journal.record.LiveBatch;
import io.tidebank.lake.JournalPosition;
import java.nio.file.Path;
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

        assertThat(Told.of(accept("[9]", "b"))).isEqualTo(new Told(0, 1, 0, 2));
        assertThat(position()).contains("[9]");
        assertThat(journal.records(1).getFirst().mark()).isEqualTo(new FeedMark("orders", "[9]"));
        assertThat(journal.journal().status().lagEvents()).isEqualTo(2);
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
