package io.tidebank.server.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidebank.error.TidebankException;
import io.tidebank.server.upkeep.LiveFaults.Work;
import io.tidebank.sql.SqlError;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class LiveFaultsTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void theFirstMomentAndTheLatestReasonStandUntilARoundGoesWell() {
        LiveFaults faults = new LiveFaults(Clock.fixed(NOON, ZoneOffset.UTC));
        faults.failed("shop", Work.REFRESH, new TidebankException(SqlError.SQL_INVALID, "Model 'sales_day': broken"));
        assertThat(faults.of("shop", Work.REFRESH)).hasValue(new LiveFaults.Fault(NOON, "Model 'sales_day': broken"));
        assertThat(faults.of("other", Work.REFRESH)).isEmpty();

        faults.failed("shop", Work.REFRESH, new IllegalStateException("jane@mail.example"));
        assertThat(faults.of("shop", Work.REFRESH))
                .hasValue(new LiveFaults.Fault(NOON, "java.lang.IllegalStateException"));

        faults.went("shop", Work.COMMIT);
        assertThat(faults.of("shop", Work.REFRESH)).isPresent();
        faults.went("shop", Work.REFRESH);
        assertThat(faults.of("shop", Work.REFRESH)).isEmpty();
    }
}
