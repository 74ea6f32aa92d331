package io.tidebank.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a token opens, for how long, and that it is seen once. */
class TokensTest {

    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    Path home;

    private final MovedClock clock = new MovedClock();
    private Access access;

    @BeforeEach
    void open() {
        access = reopened();
    }

    @Test
    void aTokenIsFoundAndKeepsWhatItMayDoOverARestart() {
        IssuedToken issued = create(order("reader", DAY, Scope.READ, Scope.SQL), "shop");

        ApiToken found = reopened().tokens().find(issued.secret()).orElseThrow();
        assertThat(found.name()).isEqualTo("reader");
        assertThat(found.scopes()).containsExactlyInAnyOrder(Scope.READ, Scope.SQL);
        assertThat(found.brands()).containsExactly("shop");
        assertThat(issued.secret()).matches("tb_[0-9a-f]{8}_[A-Za-z0-9_-]{43}");
    }

    @Test
    void aTokenWorksToItsLastMomentAndNoLonger() {
        IssuedToken issued = access.tokens().create(order("reader", DAY, Scope.READ), Caller.LOCAL);

        clock.move(DAY.minusMillis(1));
        assertThat(access.tokens().find(issued.secret())).isPresent();
        clock.move(Duration.ofMillis(1));
        assertThat(access.tokens().find(issued.secret())).isEmpty();
        assertThat(reopened().tokens().find(issued.secret())).isEmpty();
    }

    @Test
    void aTokenForEverHasNoEnd() {
        IssuedToken issued = access.tokens().create(order("eternal", null, Scope.READ), Caller.LOCAL);

        clock.move(Duration.ofDays(36_500));

        assertThat(access.tokens().find(issued.secret())).isPresent();
    }

    @Test
    void aRevokedTokenIsWorthNothingAtOnce() {
        IssuedToken issued = access.tokens().create(order("reader", DAY, Scope.READ), Caller.LOCAL);

        access.tokens().revoke("reader", Caller.LOCAL);

        assertThat(access.tokens().find(issued.secret())).isEmpty();
        assertThat(reopened().tokens().find(issued.secret())).isEmpty();
        assertThatThrownBy(() -> access.tokens().revoke("reader", Caller.LOCAL))
                .hasFieldOrPropertyWithValue("code", AccessError.TOKEN_NOT_FOUND);
    }

    @RepeatedTest(20)
    void aTokenThatIsUsedWhileItIsRevokedStaysRevokedOverARestart() throws InterruptedException {
        IssuedToken issued = access.tokens().create(order("reader", null, Scope.READ), Caller.LOCAL);
        Thread user = Thread.ofPlatform().start(() -> {
            while (access.tokens().find(issued.secret()).isPresent()) {
                clock.move(Duration.ofMinutes(2));
            }
        });

        access.tokens().revoke("reader", Caller.LOCAL);
        user.join();

        assertThat(reopened().tokens().find(issued.secret())).isEmpty();
    }

    @Test
    void aNameWorksOnceAtATimeAndIsFreeAfterwards() {
        access.tokens().create(order("ci", DAY, Scope.READ), Caller.LOCAL);
        assertThatThrownBy(() -> access.tokens().create(order("ci", DAY, Scope.READ), Caller.LOCAL))
                .hasFieldOrPropertyWithValue("code", AccessError.TOKEN_EXISTS);

        access.tokens().revoke("ci", Caller.LOCAL);

        assertThat(access.tokens()
                        .create(order("ci", DAY, Scope.READ), Caller.LOCAL)
                        .token()
                        .name())
                .isEqualTo("ci");
        assertThat(access.tokens().list()).hasSize(2);
    }

    @Test
    void faultsOfAnOrderAreToldTogether() {
        TokenOrder wrong = new TokenOrder("no/name", Set.of(Scope.ADMIN), Set.of("nobodys"), Duration.ZERO);

        assertThatThrownBy(() -> access.tokens().create(wrong, Caller.LOCAL))
                .hasFieldOrPropertyWithValue("code", AccessError.TOKEN_INVALID)
                .hasMessageContainingAll(
                        "name has up to 64", "'admin' is for the whole home", "no brand 'nobodys'", "some time");
    }

    @Test
    void nobodyGivesWhatTheyDoNotHave() {
        Caller owner = Caller.owner("Mei");

        assertThatThrownBy(() -> access.tokens().create(order("disk", DAY, Scope.FILES), owner))
                .hasMessageContaining("You cannot give scope 'files'");
        assertThat(access.tokens()
                        .create(order("all", DAY, Scope.ADMIN), owner)
                        .token()
                        .scopes())
                .containsExactly(Scope.ADMIN);
    }

    @Test
    void neitherTheTablesNorAnyTextHoldASecret() throws IOException {
        IssuedToken issued = access.tokens().create(order("reader", DAY, Scope.READ), Caller.LOCAL);
        access.tokens().find(issued.secret());
        String secret = issued.secret().substring("tb_12345678_".length());

        assertThat(issued.toString()).doesNotContain(secret);
        for (String file : List.of("catalog.db", "catalog.db-wal")) {
            Path path = home.resolve(file);
            byte[] bytes = Files.exists(path) ? Files.readAllBytes(path) : new byte[0];
            assertThat(new String(bytes, StandardCharsets.ISO_8859_1)).doesNotContain(secret);
        }
    }

    @Test
    void useIsNotedToTheMinute() {
        IssuedToken issued = access.tokens().create(order("reader", DAY, Scope.READ), Caller.LOCAL);
        assertThat(access.tokens().list().getFirst().lastUsedAt()).isNull();

        access.tokens().find(issued.secret());
        clock.move(Duration.ofSeconds(59));
        access.tokens().find(issued.secret());
        assertThat(reopened().tokens().list().getFirst().lastUsedAt()).isEqualTo("2026-11-22T08:00:00Z");

        clock.move(Duration.ofSeconds(1));
        access.tokens().find(issued.secret());
        assertThat(reopened().tokens().list().getFirst().lastUsedAt()).isEqualTo("2026-11-22T08:01:00Z");
    }

    /** Whatever is changed in a token, it opens nothing. */
    @RepeatedTest(100)
    void aTokenWithOneOtherLetterIsNone(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        String secret = access.tokens()
                .create(order("reader", DAY, Scope.READ), Caller.LOCAL)
                .secret();
        StringBuilder other = new StringBuilder(secret);
        int at = random.nextInt(secret.length());
        char letter = (char) ('!' + random.nextInt('~' - '!'));
        other.setCharAt(at, letter == secret.charAt(at) ? '~' : letter);

        assertThat(access.tokens().find(other.toString())).isEmpty();
        assertThat(access.tokens().find(secret.substring(0, at))).isEmpty();
        assertThat(access.tokens().find(secret + letter)).isEmpty();
    }

    @Test
    void everyChangeIsWrittenDownWithWhoMadeIt() {
        access.tokens().create(order("reader", DAY, Scope.READ), Caller.owner("Mei"));
        clock.move(DAY.dividedBy(2));
        access.tokens().revoke("reader", Caller.LOCAL);

        assertThat(access.changes().latest(10))
                .extracting(Change::who, Change::what, Change::subject)
                .containsExactly(
                        tuple("local", "token.revoke", "reader"), tuple("owner:Mei", "token.create", "reader"));
    }

    private Access reopened() {
        return Access.open(home, () -> List.of("shop", "cafe"), clock);
    }

    private IssuedToken create(TokenOrder order, String brand) {
        return access.tokens()
                .create(new TokenOrder(order.name(), order.scopes(), Set.of(brand), order.validity()), Caller.LOCAL);
    }

    private static TokenOrder order(String name, @Nullable Duration validity, Scope... scopes) {
        return new TokenOrder(name, Set.of(scopes), Set.of(), validity);
    }
}
