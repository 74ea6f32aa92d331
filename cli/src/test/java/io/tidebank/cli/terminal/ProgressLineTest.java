package io.tidebank.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class ProgressLineTest {

    private final StringWriter text = new StringWriter();
    private Instant now = Instant.EPOCH;
    private final InstantSource clock = () -> now;

    @Test
    void aTerminalSeesABarARateAndTheTimeLeft() {
        try (Interruption interruption = new Interruption();
                ProgressLine line = line(true, interruption)) {
            line.at("Reading rows", 0, 10_000);
            now = now.plusSeconds(2);
            line.at("Reading rows", 5_000, 10_000);
        }

        assertThat(text.toString()).contains("Reading rows  ████████████░░░░░░░░░░░░   50 %  5,000  2,500/s  2 s left");
        assertThat(text.toString()).endsWith("\r\u001b[K");
    }

    @Test
    void aPipeSeesPlainLinesNowAndThen() {
        try (Interruption interruption = new Interruption();
                ProgressLine line = line(false, interruption)) {
            line.at("Reading rows", 0, 100);
            for (int i = 1; i <= 10; i++) {
                now = now.plusSeconds(1);
                line.at("Reading rows", i * 10L, 100);
            }
        }

        assertThat(text.toString().lines()).containsExactly("Reading rows   50 %  5 s left", "Reading rows  100 %");
    }

    @Test
    void aPipeSeesNoLineForEachOfManyShortSteps() {
        try (Interruption interruption = new Interruption();
                ProgressLine line = line(false, interruption)) {
            for (int i = 1; i <= 12; i++) {
                now = now.plusSeconds(1);
                line.at("Reading file " + i, 0, 100);
            }
        }

        assertThat(text.toString().lines()).containsExactly("Reading file 5    0 %", "Reading file 10    0 %");
    }

    @Test
    void aPipeIsNotToldTheSameTwice() {
        try (Interruption interruption = new Interruption();
                ProgressLine line = line(false, interruption)) {
            for (int i = 0; i < 4; i++) {
                now = now.plusSeconds(6);
                line.at("Writing touches", 0, 100);
            }
        }

        assertThat(text.toString().lines()).containsExactly("Writing touches    0 %");
    }

    @Test
    void anUnknownTotalShowsNoPercentage() {
        try (Interruption interruption = new Interruption();
                ProgressLine line = line(false, interruption)) {
            now = now.plusSeconds(5);
            line.at("Scanning", 0, 0);
        }

        assertThat(text.toString().strip()).isEqualTo("Scanning");
    }

    @Test
    void aNarrowTerminalSeesAShorterBarAndNoLineThatWraps() {
        try (Interruption interruption = new Interruption();
                ProgressLine line = line(true, 60, interruption)) {
            line.at("Reading touches-00001.parquet", 0, 1_000_000);
            now = now.plusSeconds(2);
            line.at("Reading touches-00001.parquet", 500_000, 1_000_000);
            line.at("Reading a file of a name that is much longer than this whole terminal", 0, 10);
        }

        assertThat(text.toString().split("\r\u001b\\[K"))
                .allSatisfy(drawn -> assertThat(drawn).hasSizeLessThan(60));
    }

    private ProgressLine line(boolean redraws, Interruption interruption) {
        return line(redraws, 100, interruption);
    }

    private ProgressLine line(boolean redraws, int columns, Interruption interruption) {
        Terminal terminal = new Terminal(redraws, redraws, false, columns);
        return new ProgressLine(new PrintWriter(text), terminal, clock, interruption);
    }
}
