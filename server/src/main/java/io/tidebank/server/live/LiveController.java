package io.tidebank.server.live;

import io.tidebank.server.access.Callers;
import io.tidebank.server.wire.LiveEventView;
import io.tidebank.server.wire.LiveView;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** A brand's live collection as it happens: how it stands, and what becomes of each event. */
@RestController
@RequestMapping("/api/v1/brands/{brand}/live")
class LiveController {

    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final int PAUSES_BETWEEN_STATUSES = 8;

    private final LiveDesk desk;
    private final JsonMapper json;
    private final Callers callers;
    private final CountDownLatch stopped = new CountDownLatch(1);

    LiveController(LiveDesk desk, JsonMapper json, Callers callers) {
        this.callers = callers;
        this.desk = desk;
        this.json = json;
    }

    @GetMapping
    LiveView status(@PathVariable String brand) {
        return desk.status(brand);
    }

    /**
     * The last events, the latest last; up to 200 of each source are remembered.
     *
     * @param after number of the last event that the caller knows
     */
    @GetMapping("/events")
    List<LiveEventView> events(
            @PathVariable String brand,
            @RequestParam(required = false) @Nullable String source,
            @RequestParam(defaultValue = "0") long after) {
        return desk.events(brand, source, after);
    }

    /**
     * The same as it happens: {@code event: event} for each, {@code event: status} every two seconds. The request waits
     * here on a virtual thread of its own.
     */
    @GetMapping(path = "/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void stream(
            @PathVariable String brand,
            @RequestParam(required = false) @Nullable String source,
            @RequestParam(defaultValue = "0") long after,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException, InterruptedException {
        List<LiveEventView> news = desk.events(brand, source, after);
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
        response.setCharacterEncoding("UTF-8");
        PrintWriter out = response.getWriter();
        long seen = after;
        long round = 0;
        do {
            for (LiveEventView event : news) {
                out.write(
                        "id: %d\nevent: event\ndata: %s\n\n".formatted(event.number(), json.writeValueAsString(event)));
                seen = event.number();
            }
            if (round++ % PAUSES_BETWEEN_STATUSES == 0) {
                if (!callers.isStillKnown(request)) {
                    return;
                }
                out.write("event: status\ndata: %s\n\n".formatted(json.writeValueAsString(desk.status(brand))));
            }
            if (out.checkError() || stopped.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
            news = desk.events(brand, source, seen);
        } while (true);
    }

    /** Ends the streams in order, before the web server cuts them off. */
    @EventListener(ContextClosedEvent.class)
    void stop() {
        stopped.countDown();
    }
}
