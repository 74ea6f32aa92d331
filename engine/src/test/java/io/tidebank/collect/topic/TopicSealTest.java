package io.tidebank.collect.topic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidebank.collect.protocol.Call;
import io.tidebank.collect.protocol.Endpoint;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class TopicSealTest {

    private static final PrivateKey OPENING = TopicKeys.opening(new byte[32]);
    private static final PublicKey SEALING = TopicKeys.sealing(OPENING);

    private final TopicSeal seal = new TopicSeal(SEALING);
    private final TopicOpener opener = new TopicOpener(OPENING);

    @RepeatedTest(20)
    void whatIsSealedForAHomeIsOpenedThere(RepetitionInfo repetition) {
        byte[] secret = new byte[32];
        Random random = new Random(repetition.getCurrentRepetition());
        random.nextBytes(secret);
        PrivateKey opening = TopicKeys.opening(secret);
        PublicKey told = Objects.requireNonNull(TopicKeys.parse(TopicKeys.text(TopicKeys.sealing(opening))));
        byte[] text = new byte[random.nextInt(5000)];
        random.nextBytes(text);

        assertThat(new TopicOpener(opening).open(new TopicSeal(told).seal(text), "it"))
                .isEqualTo(text);
    }

    @Test
    void nothingOfItCanBeReadAndNoTwoAreAlike() {
        byte[] text = "jane@example.com".repeat(10).getBytes(UTF_8);

        byte[] first = seal.seal(text);
        byte[] second = seal.seal(text);

        assertThat(first).isNotEqualTo(second);
        assertThat(new String(first, java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("jane");
        assertThat(opener.open(second, "it")).isEqualTo(opener.open(first, "it"));
    }

    @Test
    void anotherHomeCannotOpenIt() {
        byte[] sealed = seal.seal(new byte[10]);
        byte[] other = new byte[32];
        other[5] = 1;

        assertThatThrownBy(() -> new TopicOpener(TopicKeys.opening(other)).open(sealed, "Record 7 of t-0"))
                .hasFieldOrPropertyWithValue("code", TopicError.TOPIC_LOCKED)
                .hasMessageStartingWith("Record 7 of t-0 was sealed for another home");
    }

    @Test
    void aSingleBitThatChangedIsNoticed() {
        byte[] sealed = seal.seal("text".getBytes(UTF_8));
        for (int at = 1; at < sealed.length; at += 5) {
            byte[] changed = Arrays.copyOf(sealed, sealed.length);
            changed[at] ^= 1;
            assertThatThrownBy(() -> opener.open(changed, "it"))
                    .hasFieldOrPropertyWithValue("code", TopicError.TOPIC_LOCKED);
        }
        sealed[0] = 9;
        assertThatThrownBy(() -> opener.open(sealed, "it"))
                .hasFieldOrPropertyWithValue("code", TopicError.TOPIC_DAMAGED);
    }

    @Test
    void aParcelIsReadBackAsItWas() {
        Call call = new Call(
                Endpoint.PAGE,
                Instant.parse("2026-11-22T05:00:00.123456789Z"),
                Instant.parse("2026-11-22T04:59:59Z"),
                "203.0.113.9",
                "Mozilla");
        Parcel parcel = new Parcel("web", call, "{\"userId\":\"ü\"}".repeat(500).getBytes(UTF_8));

        Parcel back = Parcel.read(parcel.bytes(), "it");

        assertThat(back.source()).isEqualTo("web");
        assertThat(back.call()).isEqualTo(call);
        assertThat(back.body()).isEqualTo(parcel.body());
        assertThat(parcel.bytes()).hasSizeLessThan(parcel.body().length / 4);
        assertThatThrownBy(() -> Parcel.read(new byte[] {1, 2, 3}, "it"))
                .hasFieldOrPropertyWithValue("code", TopicError.TOPIC_DAMAGED);
    }
}
