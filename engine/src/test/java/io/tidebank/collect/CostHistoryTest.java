package io.tidebank.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidebank.collect.ImportReport.State;
import io.tidebank.sql.Progress;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Which of several reports holds, whatever is taken back and whatever the clock says; and who waits for whom. */
class CostHistoryTest extends InTestHome {

    private static final Executor OWN_THREAD = task -> Thread.ofPlatform().start(task);
    private static final String HEADER = "day,touchpoint,amount\n";
    private static final Instant NOON = Instant.parse("2026-11-10T12:00:00Z");

    private Path report(String name, String... amounts) {
        return home.file(name + ".csv", HEADER + String.join("\n", amounts) + "\n");
    }

    private static String search(String amount) {
        return "2026-11-02,search_ad.baidu," + amount;
    }

    private List<String> costs() {
        return home.ask("SELECT touchpoint, amount FROM cost ORDER BY ALL");
    }

    /** An import at a moment, by an importer that begins then. */
    private ImportReport runAt(Instant moment, Path... files) {
        return Importer.open(home.context(Clock.fixed(moment, ZoneOffset.UTC)))
                .run(ImportRequest.of(files), Progress.NONE);
    }

    @Test
    void whatTheLatestReportConfirmedHoldsWhenTheOneBeforeIsTakenBack() {
        home.run(report("a", search("10")));
        ImportReport restating = home.run(report("b", search("12")));
        ImportReport confirming = home.run(report("c", search("12.00")));

        assertThat(confirming.costs()).isZero();
        assertThat(confirming.duplicates()).isEqualTo(1);

        home.importer().undo(restating.importId());

        assertThat(costs()).containsExactly("search_ad.baidu|12.0000");
    }

    @Test
    void whatTwoReportsSayCostsWhatTheOtherSaysWhenOneIsTakenBack() {
        ImportReport first = home.run(report("a", search("10")));
        home.run(report("b", search("10"), "2026-11-02,feed_ad.douyin,5"));

        home.importer().undo(first.importId());

        assertThat(costs()).containsExactly("feed_ad.douyin|5.0000", "search_ad.baidu|10.0000");
    }

    @Test
    void theLatestReportIsTheLatestAlsoWhereTheClockWentBack() {
        Path latest = report("b", search("12"));
        runAt(NOON, report("a", search("10")));
        runAt(NOON.minus(Duration.ofDays(1)), latest);

        assertThat(costs()).containsExactly("search_ad.baidu|12.0000");
        assertThat(runAt(NOON, latest).state()).isEqualTo(State.REPEATED);
    }

    @Test
    void aReportOfNothingButBadRowsIsAsNewAsAnyOther() {
        runAt(NOON, report("a", search("10")));
        ImportReport bad = runAt(NOON.minus(Duration.ofDays(1)), report("b", search("x")));
        home.importer().repair(1, search("12"));
        home.importer().replay(bad.importId(), null, List.of(), Progress.NONE);

        assertThat(costs()).containsExactly("search_ad.baidu|12.0000");

        home.importer().undo(bad.importId());

        assertThat(costs()).containsExactly("search_ad.baidu|10.0000");
    }

    /** As in a home of before places were kept. */
    @Test
    void whatIsRepairedOfAReportWithoutAPlaceIsAsOldAsTheReport() throws SQLException {
        ImportReport bad = runAt(NOON, report("a", search("x"), "2026-11-02,feed_ad.douyin,x"));
        runAt(NOON.plus(Duration.ofDays(1)), report("b", search("12")));
        try (Connection catalog = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("catalog.db"));
                Statement statement = catalog.createStatement()) {
            assertThat(statement.executeUpdate("DELETE FROM import_told")).isEqualTo(2);
        }
        home.importer().repair(1, search("10"));
        home.importer().repair(2, "2026-11-02,feed_ad.douyin,5");
        home.importer().replay(bad.importId(), null, List.of(), Progress.NONE);

        assertThat(costs()).containsExactly("feed_ad.douyin|5.0000", "search_ad.baidu|12.0000");
    }

    @Test
    void costsDoNotWaitForAnImportOfTouches() throws Exception {
        Path touches = home.file("touches.csv", "user_id,kind,occurred_at\nu1,visit,2026-10-01 10:00:00\n");
        CountDownLatch writing = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        CompletableFuture<ImportReport> slow = CompletableFuture.supplyAsync(
                () -> home.importer().run(ImportRequest.of(touches), (step, done, total) -> {
                    if (step.equals("Writing touches")) {
                        writing.countDown();
                        await(goOn);
                    }
                }),
                OWN_THREAD);
        await(writing);
        try {
            assertThat(CompletableFuture.supplyAsync(() -> home.run(report("a", search("10"))), OWN_THREAD)
                            .get(1, TimeUnit.MINUTES)
                            .costs())
                    .isEqualTo(1);
            assertThat(home.importer().list())
                    .extracting(ImportReport::state)
                    .containsExactlyInAnyOrder(State.COMMITTED, State.RUNNING);
        } finally {
            goOn.countDown();
        }
        assertThat(slow.get(1, TimeUnit.MINUTES).touches()).isEqualTo(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
