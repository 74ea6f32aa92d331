package io.tidebank.server.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tidebank.access.Caller;
import io.tidebank.error.TidebankException;
import io.tidebank.lake.LakeError;
import io.tidebank.server.ServerError;
import io.tidebank.sql.Answer;
import io.tidebank.sql.Progress;
import io.tidebank.sql.SqlError;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JobsTest {

    private static final Answer NOTHING = new Answer("shop", "", List.of(), List.of());

    private final List<String> outcomes = new CopyOnWriteArrayList<>();
    private final Jobs jobs = new Jobs(() -> outcomes::add);

    @AfterEach
    void stop() throws InterruptedException {
        jobs.stop();
    }

    @Test
    void aJobEndsWithItsResult() {
        JobView started = jobs.start("refresh", "shop", progress -> {
            progress.at("Folding", 5, 10);
            return NOTHING;
        });

        JobView ended = awaitEnd(started);

        assertThat(ended.state()).isEqualTo(JobState.DONE);
        assertThat(ended.result()).isEqualTo(NOTHING);
        assertThat(ended.step()).isEqualTo("Folding");
    }

    @Test
    void aFailedJobSaysWhy() {
        JobView started = jobs.start("refresh", "shop", progress -> {
            throw new TidebankException(SqlError.SQL_OUT_OF_SPACE, "The disk is full");
        });

        JobView ended = awaitEnd(started);

        assertThat(ended.state()).isEqualTo(JobState.FAILED);
        assertThat(ended.code()).isEqualTo("SQL_OUT_OF_SPACE");
        assertThat(ended.message()).isEqualTo("The disk is full");
        assertThat(outcomes).containsExactly("failed: SQL_OUT_OF_SPACE");
    }

    @Test
    void aJobThatMeetsAnErrorOfTheMachineEndsToo() {
        JobView started = jobs.start("import", "shop", progress -> {
            throw new StackOverflowError("of this test");
        });
        JobView next = jobs.start("refresh", "shop", progress -> NOTHING);

        JobView ended = awaitEnd(started);

        assertThat(ended.state()).isEqualTo(JobState.FAILED);
        assertThat(ended.code()).isEqualTo("INTERNAL");
        assertThat(awaitEnd(next).state()).isEqualTo(JobState.DONE);
        assertThat(outcomes).containsExactly("failed: INTERNAL", "done");
    }

    @Test
    void aCancelledJobStopsAtItsNextSafePointAndTheNextOneRuns() {
        CountDownLatch running = new CountDownLatch(1);
        JobView endless = jobs.start("import", "shop", progress -> untilCancelled(progress, running));
        JobView next = jobs.start("refresh", "shop", progress -> NOTHING);
        await().until(() -> running.await(1, TimeUnit.SECONDS));

        jobs.find(endless.id(), Caller.LOCAL).cancel();

        assertThat(awaitEnd(endless).state()).isEqualTo(JobState.CANCELLED);
        assertThat(awaitEnd(next).state()).isEqualTo(JobState.DONE);
        assertThat(outcomes).containsExactly("cancelled", "done");
    }

    /** Nobody looks into the lake for a job that was cancelled. */
    @Test
    void aJobThatWasToStopAndLeftOpenHowItEndedSaysSo() {
        CountDownLatch running = new CountDownLatch(1);
        JobView started = jobs.start("import", "shop", progress -> {
            try {
                return untilCancelled(progress, running);
            } catch (TidebankException e) {
                throw new TidebankException(LakeError.LAKE_COMMIT_UNKNOWN, "No answer came", e);
            }
        });
        await().until(() -> running.await(1, TimeUnit.SECONDS));

        jobs.find(started.id(), Caller.LOCAL).cancel();

        JobView ended = awaitEnd(started);
        assertThat(ended.state()).isEqualTo(JobState.FAILED);
        assertThat(ended.code()).isEqualTo("LAKE_COMMIT_UNKNOWN");
        assertThat(outcomes).containsExactly("failed: LAKE_COMMIT_UNKNOWN");
    }

    @Test
    void anUnknownJobIsNamedInTheError() {
        assertThatThrownBy(() -> jobs.find("17", Caller.LOCAL))
                .hasFieldOrPropertyWithValue("code", ServerError.JOB_NOT_FOUND)
                .hasMessage("No job '17'");
    }

    private static Answer untilCancelled(Progress progress, CountDownLatch running) {
        running.countDown();
        while (!progress.cancelled()) {
            Thread.onSpinWait();
        }
        throw new TidebankException(SqlError.SQL_CANCELLED, "Stopped");
    }

    private JobView awaitEnd(JobView job) {
        return await().until(
                        () -> jobs.find(job.id(), Caller.LOCAL).view(),
                        view -> view.state().isFinal());
    }
}
