package io.tidebank.server.brand;

import io.tidebank.brand.Brand;
import io.tidebank.brand.Tidebank;
import io.tidebank.collect.Importer;
import io.tidebank.error.TidebankException;
import io.tidebank.server.ServerError;
import io.tidebank.server.job.JobView;
import io.tidebank.server.job.Jobs;
import io.tidebank.server.wire.ImportAnswers;
import io.tidebank.sql.Answer;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Rows that could not become touches: counted, shown, repaired, dropped, tried again; and their repairs forgotten. */
@RestController
@RequestMapping("/api/v1/brands/{brand}/quarantine")
class QuarantineController {

    private final Tidebank tidebank;
    private final Jobs jobs;

    QuarantineController(Tidebank tidebank, Jobs jobs) {
        this.tidebank = tidebank;
        this.jobs = jobs;
    }

    @GetMapping
    Answer counts(@PathVariable String brand) {
        return tidebank.brand(brand).importer().quarantined();
    }

    @GetMapping("/{importId}")
    Answer rows(
            @PathVariable String brand, @PathVariable String importId, @RequestParam(defaultValue = "100") int rows) {
        if (rows < 1) {
            throw new TidebankException(
                    ServerError.REQUEST_INVALID, "'rows' is 1 to %,d".formatted(Importer.MOST_SHOWN));
        }
        return tidebank.brand(brand).importer().quarantined(importId, Math.min(rows, Importer.MOST_SHOWN));
    }

    @PostMapping("/rows/{row}/repair")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void repair(@PathVariable String brand, @PathVariable long row, @RequestBody Repair repair) {
        tidebank.brand(brand).importer().repair(row, repair.text());
    }

    /** Lets a row go that is to become no touch. */
    @PostMapping("/{importId}/rows/{row}/drop")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void drop(@PathVariable String brand, @PathVariable String importId, @PathVariable long row) {
        tidebank.brand(brand).importer().drop(importId, row);
    }

    /** Tries bad rows again: an import's with the mapping that they came by, those of {@code live} by the names of now. */
    @PostMapping("/{importId}/replay")
    @ResponseStatus(HttpStatus.ACCEPTED)
    JobView replay(@PathVariable String brand, @PathVariable String importId) {
        Brand receiver = tidebank.brand(brand);
        return jobs.start(
                "replay",
                brand,
                progress ->
                        ImportAnswers.replay(receiver.name(), receiver.replay(importId, null, List.of(), progress)));
    }

    /** Forgets the texts that an import's rows were given, also of rows that are no longer there. */
    @PostMapping("/{importId}/forget")
    Forgotten forget(@PathVariable String brand, @PathVariable String importId) {
        return new Forgotten(tidebank.brand(brand).importer().forgetRepairs(importId));
    }

    record Repair(String text) {}

    /** @param repairs how many they were */
    record Forgotten(long repairs) {}
}
