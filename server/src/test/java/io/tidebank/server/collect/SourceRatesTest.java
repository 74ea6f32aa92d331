package io.tidebank.server.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidebank.collect.source.Source;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SourceRatesTest {

    private final SourceRates rates = new SourceRates();

    @Test
    void whatWasNotTakenIsNotPaidFor() {
        Source source = new Source("shop", "web", true, Set.of(), null, Instant.EPOCH);
        for (int i = 0; i < 20; i++) {
            assertThat(rates.wait(source, 1000, 1)).isZero();
            rates.giveBack(source, 1000);
        }

        assertThat(rates.wait(source, 1000, 1)).isZero();
        assertThat(rates.wait(source, 1, 1)).isPositive();
    }
}
