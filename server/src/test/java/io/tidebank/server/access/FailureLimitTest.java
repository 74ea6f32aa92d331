package io.tidebank.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Failures are few a minute, for each who fails and for nobody else. */
class FailureLimitTest {

    private final AtomicLong nanos = new AtomicLong(-5);
    private final FailureLimit limit = new FailureLimit(3, nanos::get);

    @Test
    void threeAMinuteAreLetThroughAndTheNextWaits() {
        for (int i = 0; i < 3; i++) {
            assertThat(limit.failed("a")).isZero();
        }

        assertThat(limit.isExhausted("a")).isTrue();
        assertThat(limit.failed("a")).isEqualTo(Duration.ofSeconds(20));
        assertThat(limit.failed("b")).isZero();
        assertThat(limit.isExhausted("b")).isFalse();

        nanos.addAndGet(Duration.ofSeconds(20).toNanos());
        assertThat(limit.isExhausted("a")).isFalse();
        assertThat(limit.failed("a")).isZero();
        assertThat(limit.failed("a")).isPositive();
    }

    @Test
    void itRemembersNoMoreThanItMust() {
        for (int i = 0; i < 50_000; i++) {
            limit.failed("address " + i);
        }

        assertThat(limit.remembered()).isEqualTo(10_000);
    }

    @Test
    void theHostsOfOneNetworkCountAsOne() {
        assertThat(FailureLimit.network("2001:db8:1:2::1")).isEqualTo(FailureLimit.network("2001:db8:1:2:ffff::9"));
        assertThat(FailureLimit.network("2001:db8:1:2::1")).isNotEqualTo(FailureLimit.network("2001:db8:1:3::1"));
        assertThat(FailureLimit.network("10.0.0.1")).isNotEqualTo(FailureLimit.network("10.0.0.2"));
    }
}
