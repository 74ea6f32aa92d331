package io.tidebank.server.brand;

import io.tidebank.brand.BrandCosts.By;
import io.tidebank.brand.BrandCosts.Choice;
import io.tidebank.brand.BrandCosts.Part;
import io.tidebank.brand.Tidebank;
import io.tidebank.server.wire.CostOrder;
import io.tidebank.server.wire.ImportAnswers;
import io.tidebank.sql.Answer;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
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
            @ParameterObject @ModelAttribute CostQuestion costs,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "1000") int rows) {
        return tidebank.brand(brand).costs().list(costs.choice(), after, rows);
    }

    @GetMapping("/sums")
    Answer sums(
            @PathVariable String brand,
            @ParameterObject @ModelAttribute CostQuestion costs,
            @RequestParam(defaultValue = "day") String by) {
        return tidebank.brand(brand).costs().sums(By.of(by), costs.choice());
    }

    @GetMapping("/reports")
    Answer reports(@PathVariable String brand, @ParameterObject @ModelAttribute CostQuestion costs) {
        return tidebank.brand(brand).costs().reports(costs.choice());
    }

    /**
     * Which costs are asked for.
     *
     * @param touchpoint one, with all below it
     * @param of those of one row of sums alone: {@code play:double-11}
     */
    record CostQuestion(
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable String touchpoint,
            @Nullable String of) {

        Choice choice() {
            return new Choice(from, to, touchpoint, of == null ? null : Part.of(of));
        }
    }
}
