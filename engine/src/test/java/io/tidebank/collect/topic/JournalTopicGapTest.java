package io.tidebank.collect.topic;

import static io.tidebank.collect.topic.TopicHome.event;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidebank.collect.feed.FeedError;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.Test;

/** What is missing in a topic, or cannot be read in it, is told and costs nothing else. */
class JournalTopicGapTest extends TopicOfItsOwn {

    JournalTopicGapTest() {
        super(1, "");
    }

    private void skipGaps() {
        home.restart(TopicHome.settings(broker, topic, "gap: skip"));
    }

    /** A step over a gap brings nothing yet. */
    private void drainOverGap() {
        do {
            home.drain();
        } while (home.topic().status().waiting().orElse(1) > 0);
    }

    private void makeAnew() {
        broker.deleteTopic(topic);
        broker.topic(topic, 1);
        home.restart();
    }

    /** By its offsets alone nothing would be missing: it has more in it than was read of the one before. */
    @Test
    void aTopicThatWasMadeAnewIsToldAndReadFromItsStartWhenToldSo() {
        home.batch(event("a"));
        home.drain();
        makeAnew();
        home.batch(event("b"));
        home.batch(event("c"));

        assertThatThrownBy(home::drain)
                .hasFieldOrPropertyWithValue("code", FeedError.FEED_GAP)
                .hasMessage(
                        "Topic '%s' is not the one that was read: it was made anew. To read it from its start: 'gap: skip' in the file that names the topic",
                        topic);
        skipGaps();
        assertThat(home.drain()).isEqualTo(2);
        home.restart();
        assertThat(home.drain()).isZero();
        assertThat(home.touchIds()).containsExactly("a", "b", "c");
    }

    @Test
    void soIsOneThatHasLessInItThanWasRead() {
        home.batch(event("a"));
        home.batch(event("b"));
        home.drain();
        makeAnew();
        skipGaps();
        home.batch(event("c"));

        assertThat(home.drain()).isEqualTo(1);
        assertThat(home.touchIds()).containsExactly("a", "b", "c");
    }

    @Test
    void whatWasDeletedBeforeAnythingWasEverReadIsTold() {
        assertThat(home.drain()).isZero();
        home.restart();
        home.batch(event("a"));
        home.batch(event("b"));
        home.batch(event("c"));
        broker.deleteBefore(topic, 0, 2);

        assertThatThrownBy(home::drain)
                .hasFieldOrPropertyWithValue("code", FeedError.FEED_GAP)
                .hasMessageContaining("was read up to offset 0, and 2 records behind it were deleted");
        skipGaps();
        drainOverGap();
        assertThat(home.touchIds()).containsExactly("c");
    }

    @Test
    void whatCameBeforeARecordThatCannotBeReadIsTakenAndWhatIsBehindWhenThatIsDeleted() {
        home.batch(event("a"));
        broker.send(List.of(new ProducerRecord<>(
                topic,
                0,
                "poison",
                new byte[100],
                List.of(new RecordHeader(TopicGate.BRAND, "acme".getBytes(UTF_8))))));
        home.batch(event("b"));

        assertThatThrownBy(home::drain)
                .hasFieldOrPropertyWithValue("code", TopicError.TOPIC_DAMAGED)
                .hasMessageStartingWith("Record 1 of " + topic);
        assertThat(home.touchIds()).containsExactly("a");
        broker.deleteBefore(topic, 0, 2);
        skipGaps();
        drainOverGap();
        assertThat(home.touchIds()).containsExactly("a", "b");
    }
}
