package io.tidebank.server.brand;

import io.tidebank.brand.Brand;
import io.tidebank.brand.Tidebank;
import io.tidebank.server.job.JobView;
import io.tidebank.server.job.Jobs;
import io.tidebank.sql.Answer;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A brand's part of the lake: the states that can be read, and keeping it tidy. */
@RestController
@RequestMapping("/api/v1/brands/{brand}/lake")
class LakeController {

    private final Tidebank tidebank;
    private final Jobs jobs;

    LakeController(Tidebank tidebank, Jobs jobs) {
        this.tidebank = tidebank;
        this.jobs = jobs;
    }

    @GetMapping("/snapshots")
    Answer snapshots(@PathVariable String brand) {
        return tidebank.brand(brand).lake().snapshots();
    }

    @PostMapping("/tidy")
    @ResponseStatus(HttpStatus.ACCEPTED)
    JobView tidy(@PathVariable String brand) {
        Brand kept = tidebank.brand(brand);
        return jobs.start("tidy", brand, kept::tidy);
    }
}
