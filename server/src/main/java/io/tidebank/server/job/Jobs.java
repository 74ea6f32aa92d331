package io.tidebank.server.job;

import io.tidebank.access.Caller;
import io.tidebank.access.ChangeLog;
import io.tidebank.error.TidebankException;
import io.tidebank.server.ServerError;
import io.tidebank.sql.Answer;
import io.tidebank.sql.Progress;
import jakarta.annotation.PreDestroy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The server's jobs: one runs at a time, since each may use the whole machine; the last hundred are remembered. */
@Component
public class Jobs {

    private static final int REMEMBERED = 100;
    private static final int MOST_WAITING = 100;
    private static final int PATIENCE_SECONDS = 30;

    private final ExecutorService worker =
            Executors.newSingleThreadExecutor(Thread.ofPlatform().name("job").factory());
    private final Supplier<ChangeLog.Deed> deeds;
    private final Map<String, Job> jobs = new LinkedHashMap<>();
    private int last;

    /** @param deeds begin an entry in the log of changes, which a job ends */
    Jobs(Supplier<ChangeLog.Deed> deeds) {
        this.deeds = deeds;
    }

    /** Queues a piece of work; TOO_MANY_JOBS if a hundred wait. */
    public synchronized JobView start(String kind, String brand, Function<Progress, Answer> task) {
        long waiting = jobs.values().stream()
                .filter(job -> job.view().state() == JobState.WAITING)
                .count();
        if (waiting >= MOST_WAITING) {
            throw new TidebankException(
                    ServerError.TOO_MANY_JOBS, "%d jobs wait already; ask again when some are done".formatted(waiting));
        }
        String id = Integer.toString(++last);
        Job job = new Job(new JobView(id, kind, brand), task, deeds.get());
        jobs.put(id, job);
        forgetOldest();
        worker.execute(job::run);
        return job.view();
    }

    /** All that are remembered, the latest first. */
    synchronized List<JobView> list() {
        return jobs.values().stream().map(Job::view).toList().reversed();
    }

    /** A job of a brand that the caller may know of. */
    synchronized Job find(String id, Caller caller) {
        Job job = jobs.get(id);
        if (job == null || !caller.sees(job.view().brand())) {
            throw new TidebankException(ServerError.JOB_NOT_FOUND, "No job '%s'".formatted(id));
        }
        return job;
    }

    /** At the first word of the end: what stops after that may wait for something that a job holds. */
    @EventListener(ContextClosedEvent.class)
    synchronized void cancelAll() {
        jobs.values().forEach(Job::cancel);
    }

    @PreDestroy
    void stop() throws InterruptedException {
        cancelAll();
        worker.shutdown();
        if (!worker.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            worker.shutdownNow();
        }
    }

    private void forgetOldest() {
        var oldest = jobs.values().iterator();
        while (jobs.size() > REMEMBERED && oldest.hasNext()) {
            if (oldest.next().view().state().isFinal()) {
                oldest.remove();
            }
        }
    }
}
