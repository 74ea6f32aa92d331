package io.tidebank.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidebank.error.TidebankException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A link makes one browser known, once and for a while. */
class OwnersTest {

    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir
    Path home;

    private final MovedClock clock = new MovedClock();
    private Access access;

    @BeforeEach
    void open() {
        access = reopened();
    }

    @Test
    void aLinkWorksOnce() {
        OneTimeLink link = invite("Mei");
        BrowserSession session = access.owners().redeem(link.key());

        assertThat(access.owners().find(session.cookie())).hasValue(Caller.owner("Mei"));
        assertSpent(link.key());
        assertThat(reopened().owners().find(session.cookie())).hasValue(Caller.owner("Mei"));
    }

    @Test
    void ofManyWhoOpenALinkAtOnceOneIsLetIn() throws Exception {
        String key = invite("Mei").key();
        CountDownLatch start = new CountDownLatch(1);
        Callable<Boolean> open = () -> {
            // Each with tables of its own, as processes have them.
            Access own = reopened();
            start.await();
            try {
                own.owners().redeem(key);
                return true;
            } catch (TidebankException e) {
                return false;
            }
        };
        int in = 0;
        try (ExecutorService pool = Executors.newFixedThreadPool(8)) {
            List<Future<Boolean>> all =
                    Stream.generate(() -> pool.submit(open)).limit(8).toList();
            start.countDown();
            for (Future<Boolean> one : all) {
                in += one.get() ? 1 : 0;
            }
        }

        assertThat(in).isEqualTo(1);
    }

    @Test
    void aLinkWaitsAsLongAsItSaysAndNoLonger() {
        String early = invite("Mei").key();
        String late = invite("Mei").key();

        clock.move(HOUR.minusMillis(1));
        access.owners().redeem(early);
        clock.move(Duration.ofMillis(1));
        assertSpent(late);
        assertThatThrownBy(() -> access.owners().invite("Mei", Duration.ofDays(8), Caller.LOCAL))
                .hasMessage("A link waits between a second and seven days");
    }

    @Test
    void aBrowserIsForgottenInTime() {
        String cookie = access.owners().redeem(invite("Mei").key()).cookie();

        clock.move(Duration.ofDays(7).minusMillis(1));
        assertThat(access.owners().find(cookie)).isPresent();
        clock.move(Duration.ofMillis(1));
        assertThat(access.owners().find(cookie)).isEmpty();
    }

    @Test
    void anOwnerWhoIsRemovedIsOutAtOnceWithAllLinks() {
        String cookie = access.owners().redeem(invite("Mei").key()).cookie();
        String unused = invite("Mei").key();
        String other = access.owners().redeem(invite("Lan").key()).cookie();

        access.owners().remove("Mei", Caller.LOCAL);

        assertThat(access.owners().find(cookie)).isEmpty();
        assertSpent(unused);
        assertThat(access.owners().find(other)).hasValue(Caller.owner("Lan"));
        assertThat(access.owners().list()).extracting(Owner::name).containsExactly("Lan");
    }

    @Test
    void whoLeavesIsForgotten() {
        String cookie = access.owners().redeem(invite("Mei").key()).cookie();

        access.owners().leave(cookie);

        assertThat(access.owners().find(cookie)).isEmpty();
        assertThat(reopened().owners().find(cookie)).isEmpty();
        assertThat(access.owners().list().getFirst().sessions()).isZero();
    }

    @Test
    void theMachinesOwnUserMayAllButNameFiles() {
        BrowserSession session =
                access.owners().redeem(access.owners().localLink().key());

        assertThat(session.caller()).isEqualTo(Caller.LOCAL_BROWSER);
        assertThat(session.caller().may(Scope.ADMIN)).isTrue();
        assertThat(session.caller().may(Scope.FILES)).isFalse();
        assertThat(access.hasAdministrator()).isFalse();
    }

    @Test
    void somebodyIsKnownOnceALinkWasOpened() {
        String key = invite("Mei").key();
        assertThat(access.hasAdministrator()).isFalse();

        access.owners().redeem(key);

        assertThat(access.hasAdministrator()).isTrue();
    }

    @Test
    void noTextHoldsASecret() {
        OneTimeLink link = invite("Mei");
        BrowserSession session = access.owners().redeem(link.key());

        assertThat(link.toString()).doesNotContain(link.key());
        assertThat(session.toString()).doesNotContain(session.cookie());
    }

    private OneTimeLink invite(String owner) {
        return access.owners().invite(owner, HOUR, Caller.LOCAL);
    }

    private void assertSpent(String key) {
        assertThatThrownBy(() -> access.owners().redeem(key))
                .hasFieldOrPropertyWithValue("code", AccessError.LINK_SPENT);
    }

    private Access reopened() {
        return Access.open(home, List::of, clock);
    }
}
