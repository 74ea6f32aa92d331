package io.tidebank.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidebank.collect.ImportReport.State;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** The real file, against the figures that were counted in it. */
@TestInstance(Lifecycle.PER_CLASS)
class OnlineRetailTest {

    private TestHome home;
    private ImportReport report;

    @BeforeAll
    void load(@TempDir Path folder) {
        Path file = RealData.file("online_retail/online_retail.csv.gz");
        home = new TestHome(folder);
        report = home.run(file);
    }

    @AfterAll
    void close() {
        if (home != null) {
            home.close();
        }
    }

    @Test
    void everyLineComesInAndNoneIsPutAside() {
        assertThat(report.state()).isEqualTo(State.COMMITTED);
        assertThat(report.mapping()).isEqualTo("online-retail");
        assertThat(report.rows()).isEqualTo(541_909);
        assertThat(report.quarantined()).isZero();
        assertThat(home.ask("SELECT count(*) FROM touch WHERE kind IN ('order', 'refund')"))
                .containsExactly("541909");
    }

    @Test
    void ordersRefundsAndCustomersAreThoseOfTheFile() {
        assertThat(home.ask("SELECT count(DISTINCT order_id), count(*) FROM touch WHERE kind = 'order'"))
                .containsExactly("22064|532621");
        assertThat(home.ask("SELECT count(*) FROM touch WHERE kind = 'pay'")).containsExactly("22064");
        assertThat(home.ask(
                        "SELECT count(*), count(DISTINCT properties ->> 'invoice') FROM touch WHERE kind = 'refund'"))
                .containsExactly("9288|3836");
        assertThat(home.ask("SELECT count(DISTINCT primary_id) FROM touch")).containsExactly("4372");
        assertThat(home.ask("SELECT min(primary_id) FROM touch")).containsExactly("user:12346");
        assertThat(home.ask("SELECT count(*) FROM touch WHERE primary_id IS NULL AND kind <> 'pay'"))
                .containsExactly("135080");
    }

    @Test
    void moneyAddsUpToTheCent() {
        assertThat(home.ask("SELECT sum(CASE kind WHEN 'order' THEN amount WHEN 'refund' THEN -amount END) FROM touch"))
                .containsExactly("9747747.9340");
        assertThat(home.ask("SELECT sum(amount) FROM touch WHERE kind = 'refund'"))
                .containsExactly("896812.4900");
        assertThat(home.ask("SELECT count(*) FROM touch WHERE kind = 'refund' AND amount < 0"))
                .containsExactly("0");
        assertThat(home.ask("""
                SELECT count(*) FROM (SELECT order_id, sum(amount) FILTER (kind = 'order') AS lines,
                    sum(amount) FILTER (kind = 'pay') AS paid FROM touch WHERE kind IN ('order', 'pay') GROUP BY order_id)
                WHERE lines IS DISTINCT FROM paid""")).containsExactly("0");
    }

    @Test
    void buyersOnOneDayAndOnSeveralAreThoseOfTheFile() {
        assertThat(home.ask("""
                SELECT count(*) FILTER (days = 1), count(*) FILTER (days > 1) FROM (
                    SELECT primary_id, count(DISTINCT timezone('Europe/London', occurred_at)::DATE) AS days
                    FROM touch WHERE kind = 'pay' AND primary_id IS NOT NULL GROUP BY primary_id)""")).containsExactly("1549|2790");
    }

    @Test
    void timesAreLondonTimes() {
        assertThat(home.ask("SELECT min(epoch(occurred_at))::BIGINT FROM touch"))
                .containsExactly("1291191960");
        assertThat(home.ask("SELECT min(epoch(occurred_at))::BIGINT FROM touch WHERE order_id = '545900'"))
                .hasSize(1);
    }

    @Test
    void theSameFileAgainAddsNothing() {
        long snapshot = home.touches().snapshot();
        ImportReport again = home.run("online-retail", RealData.file("online_retail/online_retail.csv.gz"));

        assertThat(again.state()).isEqualTo(State.REPEATED);
        assertThat(again.touches()).isZero();
        assertThat(home.touches().snapshot()).isEqualTo(snapshot);
    }
}
