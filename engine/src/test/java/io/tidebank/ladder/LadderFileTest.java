package io.tidebank.ladder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidebank.method.MethodError;
import io.tidebank.method.MethodFiles;
import io.tidebank.method.TouchKindsFile;
import io.tidebank.touch.TouchKinds;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class LadderFileTest {

    private static final MethodFiles METHODS = new MethodFiles(null);
    private static final TouchKinds KINDS = TouchKindsFile.read(METHODS);

    private static final String GOOD = """
            title: {en: Mine, zh: 我的}
            about: A test's
            stages:
              - code: A
                name: {en: Aware, zh: 认知}
                when:
                  - {kinds: [view], within: 15d}
              - code: B
                name: {en: Bought, zh: 购买}
                when:
                  - {kinds: [pay], at_least: 2, of: orders, within: 30d, amount_at_least: 9.90}
                  - {kinds: [share], within: ever, standing_on: A, scope: {touchpoint: [live.*, content.video]}}
            """;

    @Test
    void everyLadderThatShipsCanBeRead() {
        for (String name : METHODS.list("ladders")) {
            assertThat(LadderFile.read(METHODS, KINDS, name).stages()).as(name).isNotEmpty();
        }
    }

    @Test
    void faultsNameFileLineAndFieldAllTogether() {
        String text = GOOD.replace("within: 15d", "within: 15 days")
                .replace("of: orders", "of: baskets")
                .replace("kinds: [share]", "kinds: [share], colour: red");

        assertThatThrownBy(() -> parse(text))
                .hasFieldOrPropertyWithValue("code", MethodError.METHOD_INVALID)
                .hasMessageContaining("ladders/mine.yaml:7: stages[0].when[0].within: ")
                .hasMessageContaining("ladders/mine.yaml:11: stages[1].when[0].of: ")
                .hasMessageContaining("ladders/mine.yaml:12: stages[1].when[1].colour: unknown field");
    }

    @Test
    void anUnknownKindAndAStageThatIsNotLowerAreFaults() {
        String text = GOOD.replace("kinds: [view]", "kinds: [viewed]").replace("standing_on: A", "standing_on: B");

        assertThatThrownBy(() -> parse(text))
                .hasMessage(
                        "ladders/mine.yaml:7: stages[0].when[0].kinds[0]: no kind of touch is called 'viewed';"
                                + " see touch-kinds.yaml\n"
                                + "ladders/mine.yaml:12: stages[1].when[1].standing_on: 'B' is no lower stage; lower stages are [A]");
    }

    @Test
    void aCodeThatIsThereTwiceIsAFault() {
        assertThatThrownBy(() -> parse(GOOD.replace("code: B", "code: A")))
                .hasMessageContaining("ladders/mine.yaml:8: stages[1].code: 'A' is the code of an earlier stage");
    }

    @Test
    void textThatIsNotYamlIsSaidSoWithItsLine() {
        assertThatThrownBy(() -> parse("title: {en: A\nstages: [\n"))
                .hasFieldOrPropertyWithValue("code", MethodError.METHOD_INVALID)
                .hasMessageContaining("ladders/mine.yaml:");
    }

    @RepeatedTest(50)
    void aLadderWrittenDownAndReadAgainIsTheSame(RepetitionInfo repetition) {
        Ladder ladder = RandomLadders.any(new Random(repetition.getCurrentRepetition()));

        Ladder read = LadderFile.parse(
                "ladders/random.yaml",
                LadderYaml.of(ladder),
                METHODS.read("schemas/ladder.schema.json"),
                "random",
                KINDS);

        assertThat(read).isEqualTo(ladder);
    }

    private static Ladder parse(String text) {
        return LadderFile.parse("ladders/mine.yaml", text, METHODS.read("schemas/ladder.schema.json"), "mine", KINDS);
    }
}
