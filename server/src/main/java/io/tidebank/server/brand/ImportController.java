package io.tidebank.server.brand;

import io.tidebank.brand.Brand;
import io.tidebank.brand.Tidebank;
import io.tidebank.collect.ImportRequest;
import io.tidebank.server.access.Callers;
import io.tidebank.server.job.JobView;
import io.tidebank.server.job.Jobs;
import io.tidebank.server.wire.ImportAnswers;
import io.tidebank.server.wire.ImportAnswers.PreviewView;
import io.tidebank.server.wire.ImportOrder;
import io.tidebank.sql.Answer;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Imports of files on the server's own disk. Naming a path there is reading it, so what does that needs a scope of its
 * own, which no browser has.
 */
@RestController
@RequestMapping("/api/v1/brands/{brand}/imports")
class ImportController {

    private final Tidebank tidebank;
    private final Jobs jobs;

    ImportController(Tidebank tidebank, Jobs jobs) {
        this.tidebank = tidebank;
        this.jobs = jobs;
    }

    @GetMapping
    Answer list(@PathVariable String brand) {
        return ImportAnswers.list(brand, tidebank.brand(brand).importer().list());
    }

    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    JobView start(@PathVariable String brand, @RequestBody ImportOrder order, HttpServletRequest call) {
        Callers.subject(call, order.fileNames());
        Brand receiver = tidebank.brand(brand);
        ImportRequest request = order.request();
        return jobs.start(
                "import",
                brand,
                progress -> ImportAnswers.report(receiver.importer().run(request, progress)));
    }

    /** The first rows as touches; nothing is written. */
    @PostMapping("/preview")
    PreviewView preview(@PathVariable String brand, @RequestBody ImportOrder order) {
        return PreviewView.of(tidebank.brand(brand).importer().preview(order.request(), order.shown()));
    }

    @PostMapping("/{id}/undo")
    @ResponseStatus(HttpStatus.ACCEPTED)
    JobView undo(@PathVariable String brand, @PathVariable String id) {
        Brand receiver = tidebank.brand(brand);
        return jobs.start(
                "undo import",
                brand,
                progress -> ImportAnswers.report(receiver.importer().undo(id)));
    }
}
