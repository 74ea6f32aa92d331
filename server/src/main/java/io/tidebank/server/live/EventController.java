package io.tidebank.server.live;

import io.tidebank.brand.Brand;
import io.tidebank.brand.Tidebank;
import io.tidebank.server.access.Callers;
import io.tidebank.server.job.JobView;
import io.tidebank.server.job.Jobs;
import io.tidebank.sql.Answer;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Names of live events that nobody had mapped: listed, and made anew once somebody has. */
@RestController
@RequestMapping("/api/v1/brands/{brand}/events")
class EventController {

    private final Tidebank tidebank;
    private final Jobs jobs;

    EventController(Tidebank tidebank, Jobs jobs) {
        this.tidebank = tidebank;
        this.jobs = jobs;
    }

    @GetMapping("/unknown")
    Answer unknown(@PathVariable String brand) {
        return tidebank.brand(brand).unknownEvents();
    }

    /** Makes their touches anew; without a name those of all that are mapped by now. */
    @PostMapping("/rederive")
    @ResponseStatus(HttpStatus.ACCEPTED)
    JobView rederive(
            @PathVariable String brand,
            @RequestParam(required = false) @Nullable String name,
            HttpServletRequest request) {
        Callers.subject(request, name == null ? "" : name);
        Brand kept = tidebank.brand(brand);
        return jobs.start("rederive", brand, progress -> kept.rederive(name, progress));
    }
}
