package io.tidebank.brand;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidebank.ladder.LadderError;
import io.tidebank.sql.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ladders that are right each, and too much for one scan together. */
class WideLaddersTest {

    @TempDir
    Path folder;

    @Test
    void whatAsksForTooMuchBesideOthersStopsNoneOfThem() throws IOException, SQLException {
        TestHome home = new TestHome(folder.resolve("home"), ZoneOffset.UTC);
        home.add(List.of(TestTouch.of("t1", 1_767_261_600_000_000L, "view", "user:1")));
        home.ladder("first", ladder(1));
        home.ladder("second", ladder(1000));
        home.ladder("third", ladder(1));
        home.ladders("first", "second", "third", "aipl");

        try (Tidebank tidebank = Tidebank.open(home.path)) {
            Brand brand = tidebank.brand(null);
            assertThat(brand.refresh(Progress.NONE).consumers()).isEqualTo(1);
            assertThat(brand.ladders()).extracting(LadderInfo::name).containsExactly("first", "third", "aipl");
            assertThat(brand.info().ladderFaults())
                    .containsExactly("Ladder 'second' asks for too much beside those before it: more than 31 different"
                            + " conditions in the ladders that are refreshed together");
            assertThatThrownBy(() -> brand.stages(null, "second"))
                    .hasFieldOrPropertyWithValue("code", LadderError.LADDER_INVALID);
        }
    }

    /** Twenty conditions, each another amount. */
    private static String ladder(int from) {
        return IntStream.range(from, from + 20)
                .mapToObj("      - {kinds: [pay], amount_at_least: %d, within: 15d}\n"::formatted)
                .collect(joining("", """
                        title: {en: Spenders, zh: 消费者}
                        about: By what one paid.
                        stages:
                          - code: S
                            name: {en: Spender, zh: 消费}
                            when:
                        """, ""));
    }
}
