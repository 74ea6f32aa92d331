package io.tidebank.server.feed;

import io.tidebank.brand.Tidebank;
import io.tidebank.server.job.JobView;
import io.tidebank.server.job.Jobs;
import io.tidebank.server.wire.FeedView;
import io.tidebank.sql.Answer;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A brand's feeds: how they stand, and letting them stand still or go on. */
@RestController
@RequestMapping("/api/v1/brands/{brand}/feeds")
class FeedController {

    private final Tidebank tidebank;
    private final Jobs jobs;

    FeedController(Tidebank tidebank, Jobs jobs) {
        this.tidebank = tidebank;
        this.jobs = jobs;
    }

    @GetMapping
    List<FeedView> list(@PathVariable String brand) {
        return FeedView.list(tidebank.feeds(brand));
    }

    /** Looks at what a feed reads without taking anything: {@code finding}. */
    @PostMapping("/{feed}/check")
    Answer check(@PathVariable String brand, @PathVariable String feed) {
        return FeedView.check(brand, tidebank.feeds(brand).check(feed));
    }

    /** Reads a feed until nothing waits, and answers with what came. */
    @PostMapping("/{feed}/run")
    @ResponseStatus(HttpStatus.ACCEPTED)
    JobView run(@PathVariable String brand, @PathVariable String feed) {
        var feeds = tidebank.feeds(brand);
        return jobs.start("feed", brand, progress -> FeedView.run(brand, feed, feeds.run(feed, progress)));
    }

    /** Lets a feed stand still until it is told to go on, over restarts too. */
    @PostMapping("/{feed}/pause")
    FeedView pause(@PathVariable String brand, @PathVariable String feed) {
        var feeds = tidebank.feeds(brand);
        feeds.pause(feed);
        return FeedView.of(feeds.status(feed));
    }

    @PostMapping("/{feed}/resume")
    FeedView resume(@PathVariable String brand, @PathVariable String feed) {
        var feeds = tidebank.feeds(brand);
        feeds.resume(feed);
        return FeedView.of(feeds.status(feed));
    }
}
