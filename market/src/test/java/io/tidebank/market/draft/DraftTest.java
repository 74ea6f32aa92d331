package io.tidebank.market.draft;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

class DraftTest {

    private static final int LATEST_SECONDS = 9 * 86_400;

    @RepeatedTest(200)
    void aPackedDraftComesBackAsItWas(RepetitionInfo repetition) {
        Draft draft = random(new Random(repetition.getCurrentRepetition()));
        long[] words = new long[Draft.WORDS + 2];

        draft.pack(words, 1);
        Draft unpacked = new Draft();
        unpacked.unpack(words, 1);

        assertThat(unpacked).usingRecursiveComparison().isEqualTo(draft);
        assertThat(words[0]).isZero();
        assertThat(words[Draft.WORDS + 1]).isZero();
    }

    private static Draft random(Random random) {
        Draft draft = new Draft();
        draft.occurredMillis = random.nextLong(1L << 41);
        draft.delay = random.nextInt(LATEST_SECONDS);
        draft.person = random.nextLong(1L << 30);
        draft.sequence = random.nextInt(Draft.MOST_TOUCHES + 1);
        draft.kind = Kind.values()[random.nextInt(Kind.values().length)];
        draft.fault = Fault.values()[random.nextInt(Fault.values().length)];
        draft.touchpoint = random.nextInt(60);
        draft.item = random.nextInt(300);
        draft.text = random.nextInt(1_000);
        draft.quantity = random.nextInt(62);
        draft.ids = random.nextInt(1 << Identifier.values().length);
        draft.device = random.nextInt(Identifier.DEVICES);
        draft.order = random.nextInt(Draft.MOST_ORDERS + 1);
        draft.polarity = random.nextInt(-1, 2);
        draft.amount = random.nextLong(10_000_000_000L);
        draft.shop = random.nextInt(13);
        draft.content = random.nextInt(Draft.MOST_DAYS + 2);
        draft.context = random.nextInt(97);
        return draft;
    }
}
