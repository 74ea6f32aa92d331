package io.tidebank.cli.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import org.junit.jupiter.api.Test;

class ProseTest {

    private static final String LINK =
            "http://127.0.0.1:8080/enter?to=/#" + String.join("", Collections.nCopies(9, "0123456789"));

    @Test
    void linesEndAtBlanksAndFit() {
        String text =
                "The value steps at month ends: it is learnt from the last 12 full months, and there the window moves on";

        for (int columns = 20; columns < 120; columns++) {
            int most = columns;
            assertThat(Prose.lines(text, columns))
                    .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(most))
                    .satisfies(lines -> assertThat(String.join(" ", lines)).isEqualTo(text));
        }
        assertThat(Prose.lines(text, Integer.MAX_VALUE)).containsExactly(text);
    }

    @Test
    void aLinkStaysWhole() {
        assertThat(Prose.lines("The first owner's link: " + LINK + ", once", 60))
                .containsExactly("The first owner's link:", LINK + ",", "once");
    }

    @Test
    void linesOfTheirOwnStayAndChineseCountsAsItIsDrawn() {
        assertThat(Prose.lines("one\ntwo", 60)).containsExactly("one", "two");
        assertThat(Prose.lines("人群链路 人群链路", 10)).containsExactly("人群链路", "人群链路");
    }
}
