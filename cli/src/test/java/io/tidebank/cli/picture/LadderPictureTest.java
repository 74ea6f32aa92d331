package io.tidebank.cli.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidebank.sql.Answer;
import java.util.List;
import org.junit.jupiter.api.Test;

class LadderPictureTest {

    private static final Answer STAGES = new Answer(
            "shop",
            "2026-01-31",
            List.of("stage", "name", "consumers", "share"),
            List.of(
                    List.of("A", "认知", 6000L, 0.6),
                    List.of("P", "购买", 1500L, 0.15),
                    List.of("out", "out", 2500L, 0.25)));

    @Test
    void theWarmestStageStandsOnTopAndEveryLineEndsInTheSameColumn() {
        List<String> lines = LadderPicture.draw(STAGES, 80, false);

        assertThat(lines.get(0)).startsWith("P  购买").endsWith("1,500    15.0 %");
        assertThat(lines.get(1)).startsWith("A  认知").endsWith("6,000    60.0 %");
        assertThat(lines.get(2)).startsWith("out").endsWith("2,500    25.0 %");
        assertThat(lines.subList(0, 3)).extracting(TextWidth::of).containsOnly(80);
        assertThat(lines.getLast()).isEqualTo("7,500 on the ladder of 10,000 consumers");
    }

    @Test
    void barsAreAsWideAsTheirStages() {
        List<String> lines = LadderPicture.draw(STAGES, 80, false);

        assertThat(blocks(lines.get(0)) * 4).isCloseTo(blocks(lines.get(1)), within(4L));
    }

    @Test
    void aPipeGetsNoColours() {
        assertThat(LadderPicture.draw(STAGES, 80, false)).noneMatch(line -> line.contains("\u001b"));
        assertThat(LadderPicture.draw(STAGES, 80, true)).anyMatch(line -> line.contains("\u001b["));
    }

    @Test
    void aLadderWithNobodyOnItIsDrawnToo() {
        Answer nobody = new Answer(
                "shop",
                "2026-01-31",
                STAGES.columns(),
                List.of(List.of("A", "A", 0L, 0.0), List.of("out", "out", 0L, 0.0)));

        assertThat(LadderPicture.draw(nobody, 80, false)).contains("0 on the ladder of 0 consumers");
    }

    private static long blocks(String line) {
        return line.chars().filter(c -> c == '█').count();
    }
}
