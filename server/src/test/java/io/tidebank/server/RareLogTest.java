package io.tidebank.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RareLogTest {

    private final List<String> lines = new ArrayList<>();
    private final AtomicLong nanos = new AtomicLong();
    private final RareLog log = new RareLog((line, failure) -> lines.add(line), nanos::get);

    @Test
    void whatComesAgainAndAgainIsLoggedOnceAMinute() {
        for (int i = 0; i < 3; i++) {
            log.error("JOURNAL_FAILED", new IllegalStateException());
        }
        log.error("OTHER", new IllegalStateException());
        nanos.addAndGet(TimeUnit.MINUTES.toNanos(1));
        log.error("JOURNAL_FAILED", new IllegalStateException());

        assertThat(lines).containsExactly("JOURNAL_FAILED", "OTHER", "JOURNAL_FAILED (and 2 more since it was logged)");
    }
}
