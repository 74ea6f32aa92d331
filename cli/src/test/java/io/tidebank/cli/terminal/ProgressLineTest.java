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
                line.at("Reading rows", i * 10, 100);
            }
        }

        assertThat(text.toString().lines())
                .containsExactly(
                        "Reading rows    0 %",
                        "Reading rows   50 %  50  10/s  5 s left", "Reading rows  100 %  100  10/s");
    }

    @Test
    void anUnknownTotalShowsNoPercentage() {
        try (Interruption interruption = new Interruption();
                ProgressLine line = line(false, interruption)) {
            line.at("Scanning", 0, 0);
        }

        assertThat(text.toString().strip()).isEqualTo("Scanning");
    }

    private ProgressLine line(boolean redraws, Interruption interruption) {
        return new ProgressLine(new PrintWriter(text), redraws, clock, interruption);
    }
}
