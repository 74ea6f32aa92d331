package io.tidebank.server.job;

import io.tidebank.access.Caller;
import io.tidebank.server.access.Callers;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Long work: how far it is, and stopping it. */
@RestController
@RequestMapping("/api/v1/jobs")
class JobController {

    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Jobs jobs;
    private final JsonMapper json;
    private final Callers callers;

    JobController(Jobs jobs, JsonMapper json, Callers callers) {
        this.callers = callers;
        this.jobs = jobs;
        this.json = json;
    }

    @GetMapping
    List<JobView> list(@RequestAttribute(Callers.ATTRIBUTE) Caller caller) {
        return jobs.list().stream().filter(job -> caller.sees(job.brand())).toList();
    }

    @GetMapping("/{id}")
    JobView find(@PathVariable String id, @RequestAttribute(Callers.ATTRIBUTE) Caller caller) {
        return jobs.find(id, caller).view();
    }

    /** Asks the job to stop at its next safe point; what it had begun is undone by the job itself. */
    @PostMapping("/{id}/cancel")
    JobView cancel(@PathVariable String id, @RequestAttribute(Callers.ATTRIBUTE) Caller caller) {
        Job job = jobs.find(id, caller);
        job.cancel();
        return job.view();
    }

    /**
     * The job as it goes on, an event of its state for every change (at most ten a second), until it has ended or
     * the caller is no longer known. The
     * request waits here on a virtual thread of its own.
     */
    @GetMapping(path = "/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void events(
            @PathVariable String id,
            @RequestAttribute(Callers.ATTRIBUTE) Caller caller,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException, InterruptedException {
        Job job = jobs.find(id, caller);
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
        response.setCharacterEncoding("UTF-8");
        PrintWriter out = response.getWriter();
        long seen = -1;
        boolean over = false;
        while (!over && !out.checkError()) {
            long version = job.awaitChange(seen, HEARTBEAT);
            if (!callers.isStillKnown(request)) {
                return;
            }
            if (version == seen) {
                out.write(": still here\n\n");
            } else {
                seen = version;
                JobView view = job.view();
                over = view.state().isFinal();
                out.write("event: job\ndata: " + json.writeValueAsString(view) + "\n\n");
            }
            out.flush();
            if (!over) {
                Thread.sleep(PAUSE);
            }
        }
    }
}
