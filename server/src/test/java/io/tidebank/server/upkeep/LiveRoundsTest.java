package io.tidebank.server.upkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidebank.brand.Brand;
import io.tidebank.brand.Tidebank;
import io.tidebank.collect.protocol.Call;
import io.tidebank.collect.protocol.Endpoint;
import io.tidebank.collect.protocol.Request;
import io.tidebank.collect.source.Source;
import io.tidebank.sql.Progress;
import io.tidebank.sql.SqlError;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a brand's threads leave to each other. */
class LiveRoundsTest {

    private static final int COMMITS = 12;

    @TempDir
    Path folder;

    private Tidebank tidebank;
    private Brand brand;
    private Source source;
    private boolean stopping;
    private LiveRounds rounds;

    @BeforeEach
    void commitOften() {
        Path home = folder.resolve("home");
        Tidebank.init(home, "demo", ZoneId.of("UTC"), Currency.getInstance("EUR"));
        tidebank = Tidebank.open(home);
        brand = tidebank.brand("demo");
        source = tidebank.sources().create("demo", "web").source();
        rounds = new LiveRounds(Progress.until(() -> stopping));
        for (int i = 0; i < COMMITS; i++) {
            send("{\"event\":\"Seen\",\"userId\":\"u%d\"}".formatted(i));
            brand.intake().commit();
        }
    }

    @AfterEach
    void close() {
        tidebank.close();
    }

    @Test
    void whatIsToldFollowsAMergeThoughNothingCame() {
        rounds.refresh(brand);
        assertThat(brand.info().fresh()).isTrue();

        rounds.merge(brand);
        assertThat(files()).isEqualTo(1);
        assertThat(brand.info().fresh()).isFalse();

        rounds.refresh(brand);
        assertThat(brand.info().fresh()).isTrue();
        assertThat(brand.sql("SELECT count(*) FROM touch").rows()).containsExactly(List.of((long) COMMITS));
    }

    @Test
    void aMergeThatIsCutShortLeavesTheLakeAsItWasAndIsDueAgain() {
        stopping = true;
        assertThatThrownBy(() -> rounds.merge(brand)).hasFieldOrPropertyWithValue("code", SqlError.SQL_CANCELLED);
        assertThat(files()).isEqualTo(COMMITS);

        stopping = false;
        rounds.merge(brand);
        assertThat(files()).isEqualTo(1);
    }

    /** Files of the current state. */
    private long files() {
        return (Long) brand.lake().snapshots().rows().getLast().getLast();
    }

    private void send(String event) {
        Call call = Call.of(Endpoint.TRACK, Instant.now());
        if (brand.intake().parse(call, event.getBytes(StandardCharsets.UTF_8)) instanceof Request.Accepted accepted) {
            brand.intake().take(source, accepted);
        } else {
            throw new AssertionError("Refused: " + event);
        }
    }
}
