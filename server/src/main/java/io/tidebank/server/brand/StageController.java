package io.tidebank.server.brand;

import io.tidebank.brand.Tidebank;
import io.tidebank.sql.Answer;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Where consumers stand on a ladder, and how they move on it. */
@RestController
@RequestMapping("/api/v1/brands/{brand}")
class StageController {

    private final Tidebank tidebank;

    StageController(Tidebank tidebank) {
        this.tidebank = tidebank;
    }

    @GetMapping("/stages")
    Answer stages(
            @PathVariable String brand,
            @RequestParam(name = "as_of", required = false) @Nullable LocalDate asOf,
            @RequestParam(defaultValue = "aipl") String ladder) {
        return tidebank.brand(brand).stages(asOf, ladder);
    }

    @GetMapping("/stages/trend")
    Answer trend(
            @PathVariable String brand,
            @RequestParam LocalDate from,
            @RequestParam LocalDate to,
            @RequestParam(defaultValue = "aipl") String ladder) {
        return tidebank.brand(brand).stageTrend(from, to, ladder);
    }

    @GetMapping("/flow")
    Answer flow(
            @PathVariable String brand,
            @RequestParam LocalDate from,
            @RequestParam LocalDate to,
            @RequestParam(defaultValue = "aipl") String ladder) {
        return tidebank.brand(brand).flow(from, to, ladder);
    }

    @GetMapping("/flow/summary")
    Answer flowSummary(
            @PathVariable String brand,
            @RequestParam LocalDate from,
            @RequestParam LocalDate to,
            @RequestParam(defaultValue = "aipl") String ladder) {
        return tidebank.brand(brand).flowSummary(from, to, ladder);
    }
}
