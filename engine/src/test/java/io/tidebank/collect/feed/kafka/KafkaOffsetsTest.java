package io.tidebank.collect.feed.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidebank.collect.feed.FeedError;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaOffsetsTest {

    @Test
    void theTextIsShortAndReadBack() {
        KafkaOffsets offsets = KafkaOffsets.none();
        offsets.reach(new TopicPartition("b", 2), 7);
        offsets.reach(new TopicPartition("a", 0), 120);
        offsets.reach(new TopicPartition("a", 1), 0);

        offsets.identify("b", "the-id");

        assertThat(offsets.text()).isEqualTo("{\"a\":[120,0],\"b\":[\"the-id\",-1,-1,7]}");
        KafkaOffsets read = KafkaOffsets.parse(offsets.text());
        assertThat(read.text()).isEqualTo(offsets.text());
        assertThat(read.id("b")).isEqualTo("the-id");
        assertThat(read.id("a")).isNull();
        assertThat(read.next(new TopicPartition("a", 1))).isZero();
        assertThat(read.next(new TopicPartition("b", 2))).isEqualTo(7);
        assertThat(read.next(new TopicPartition("b", 0))).isNull();
        assertThat(read.knows("b")).isTrue();
        assertThat(read.knows("c")).isFalse();
        assertThat(KafkaOffsets.none().text()).isEqualTo("{}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-22 row 7",
                "{\"watermark\":\"2026-11-22\",\"key\":[\"17\"],\"since\":\"\"}",
                "{\"a\":7}",
                "{\"a\":[1.5]}"
            })
    void thePositionOfAnotherKindOfFeedIsRefused(String position) {
        assertThatThrownBy(() -> KafkaMark.parse(position))
                .hasFieldOrPropertyWithValue("code", FeedError.FEED_FAILED)
                .hasMessageStartingWith("The feed stands at '%s', which is nothing in Kafka", position);
    }

    @Test
    void aMarkSaysUpToWhenAllWasReadAndOneOfBeforeDoesNot() {
        KafkaMark mark = KafkaMark.parse("{\"a\":[120]}");
        assertThat(mark.told()).isEmpty();
        assertThat(mark.text()).isEqualTo("{\"a\":[120]}");

        String told = "{\"a\":[120],\"b\":[1],\"@told\":{\"a\":1764460800000,\"b\":0}}";
        assertThat(KafkaMark.parse(told).told())
                .isEqualTo(Map.of("a", Instant.ofEpochMilli(1_764_460_800_000L), "b", Instant.EPOCH));
        assertThat(KafkaMark.parse(told).text()).isEqualTo(told);
        assertThat(KafkaMark.none().text()).isEqualTo("{}");
    }
}
