package io.tidebank.server.brand;

import io.tidebank.brand.Tidebank;
import io.tidebank.sql.Answer;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What other currencies are worth in the brand's. */
@RestController
@RequestMapping("/api/v1/brands/{brand}/rates")
class RateController {

    private final Tidebank tidebank;

    RateController(Tidebank tidebank) {
        this.tidebank = tidebank;
    }

    @GetMapping
    Answer list(@PathVariable String brand) {
        return tidebank.brand(brand).rates().list();
    }

    @PostMapping
    Answer add(@PathVariable String brand, @RequestBody NewRates rates) {
        return tidebank.brand(brand).rates().add(rates.text());
    }

    /**
     * Rates to be taken over.
     *
     * @param text of a file: day,currency,rate, or the European Central Bank's reference rates
     */
    record NewRates(String text) {}
}
