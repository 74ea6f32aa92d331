package io.tidebank.server.brand;

import io.tidebank.brand.BrandCosts.By;
import io.tidebank.brand.BrandCosts.Choice;
import io.tidebank.brand.Tidebank;
import io.tidebank.server.wire.CostOrder;
import io.tidebank.server.wire.ImportAnswers;
import io.tidebank.sql.Answer;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What ads cost: reported, listed, summed up. */
@RestController
@RequestMapping("/api/v1/brands/{brand}/costs")
class CostController {

    private final Tidebank tidebank;

    CostController(Tidebank tidebank) {
        this.tidebank = tidebank;
    }

    /** Answers when the costs are in the lake: whoever hears nothing sends the same again, and it counts once. */
    @PostMapping
    Answer report(@PathVariable String brand, @RequestBody CostOrder order) {
        return ImportAnswers.report(order.reportTo(tidebank.brand(brand).costs()));
    }

    @GetMapping
    Answer list(
            @PathVariable String brand,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to,
            @RequestParam(required = false) @Nullable String touchpoint,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "1000") int rows) {
        return tidebank.brand(brand).costs().list(new Choice(from, to, touchpoint), after, rows);
    }

    @GetMapping("/sums")
    Answer sums(
            @PathVariable String brand,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to,
            @RequestParam(required = false) @Nullable String touchpoint,
            @RequestParam(defaultValue = "day") String by) {
        return tidebank.brand(brand).costs().sums(By.of(by), new Choice(from, to, touchpoint));
    }
}
