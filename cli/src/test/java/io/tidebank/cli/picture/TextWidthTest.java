package io.tidebank.cli.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class TextWidthTest {

    private static final String ALPHABET = "ab1 é人群链路，（）ｶカ가👍…·";

    @Test
    void chineseTakesTwoCellsAndMarksTakeNone() {
        assertThat(TextWidth.of("AIPL 人群链路")).isEqualTo(13);
        assertThat(TextWidth.of("，（")).isEqualTo(4);
        assertThat(TextWidth.of("e\u0301")).isEqualTo(1);
        assertThat(TextWidth.of("")).isZero();
    }

    @RepeatedTest(50)
    void aCutTextFitsAndAPaddedOneFills(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        int[] letters = ALPHABET.codePoints().toArray();
        StringBuilder text = new StringBuilder();
        random.ints(random.nextInt(30), 0, letters.length).forEach(i -> text.appendCodePoint(letters[i]));
        int width = 1 + random.nextInt(40);

        String cut = TextWidth.cut(text.toString(), width);

        assertThat(TextWidth.of(cut)).as("'%s' cut to %d", text, width).isLessThanOrEqualTo(width);
        assertThat(TextWidth.of(TextWidth.padRight(cut, width))).isEqualTo(width);
        assertThat(TextWidth.of(TextWidth.padLeft(cut, width))).isEqualTo(width);
    }
}
