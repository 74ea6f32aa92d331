package io.tidebank.server.brand;

import io.tidebank.asset.AssetSettings;
import io.tidebank.asset.Horizon;
import io.tidebank.brand.Tidebank;
import io.tidebank.sql.Answer;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the consumers are worth, what changed it, and what was sold. */
@RestController
@RequestMapping("/api/v1/brands/{brand}")
class AssetController {

    private final Tidebank tidebank;

    AssetController(Tidebank tidebank) {
        this.tidebank = tidebank;
    }

    @GetMapping("/assets")
    Answer assets(
            @PathVariable String brand,
            @RequestParam(name = "as_of", required = false) @Nullable LocalDate asOf,
            @RequestParam(defaultValue = "aipl") String ladder,
            @RequestParam(defaultValue = "12") String horizon,
            @RequestParam(defaultValue = "0") double discount) {
        return tidebank.brand(brand).assets(asOf, settings(ladder, horizon, discount));
    }

    @GetMapping("/assets/basis")
    Answer basis(
            @PathVariable String brand,
            @RequestParam(name = "as_of", required = false) @Nullable LocalDate asOf,
            @RequestParam(defaultValue = "aipl") String ladder,
            @RequestParam(defaultValue = "12") String horizon,
            @RequestParam(defaultValue = "0") double discount) {
        return tidebank.brand(brand).assetBasis(asOf, settings(ladder, horizon, discount));
    }

    @GetMapping("/assets/trend")
    Answer trend(
            @PathVariable String brand,
            @RequestParam LocalDate from,
            @RequestParam LocalDate to,
            @RequestParam(defaultValue = "aipl") String ladder,
            @RequestParam(defaultValue = "12") String horizon,
            @RequestParam(defaultValue = "0") double discount) {
        return tidebank.brand(brand).assetTrend(from, to, settings(ladder, horizon, discount));
    }

    @GetMapping("/assets/change")
    Answer change(
            @PathVariable String brand,
            @RequestParam LocalDate from,
            @RequestParam LocalDate to,
            @RequestParam(defaultValue = "aipl") String ladder,
            @RequestParam(defaultValue = "12") String horizon,
            @RequestParam(defaultValue = "0") double discount) {
        return tidebank.brand(brand).assetChange(from, to, settings(ladder, horizon, discount));
    }

    @GetMapping("/sales")
    Answer sales(@PathVariable String brand, @RequestParam LocalDate from, @RequestParam LocalDate to) {
        return tidebank.brand(brand).sales(from, to);
    }

    private static AssetSettings settings(String ladder, String horizon, double discount) {
        return new AssetSettings(ladder, Horizon.parse(horizon), discount);
    }
}
