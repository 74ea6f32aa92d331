package io.tidebank.server.brand;

import io.tidebank.brand.Tidebank;
import io.tidebank.error.TidebankException;
import io.tidebank.server.ServerError;
import io.tidebank.sql.Answer;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * One consumer, by an identifier as {@code type:value} or by consumer id. Addresses are written down by proxies and
 * browsers, so that whoever has an e-mail or a telephone asks with a body.
 */
@RestController
@RequestMapping("/api/v1/brands/{brand}/consumers")
class ConsumerController {

    private static final int MOST = 200;

    private final Tidebank tidebank;

    ConsumerController(Tidebank tidebank) {
        this.tidebank = tidebank;
    }

    @GetMapping("/{id}")
    Answer consumer(@PathVariable String brand, @PathVariable String id) {
        return tidebank.brand(brand).consumer(id);
    }

    /** What the consumer did, touch by touch, latest first. */
    @GetMapping("/{id}/timeline")
    Answer timeline(
            @PathVariable String brand, @PathVariable String id, @RequestParam(defaultValue = "" + MOST) int most) {
        return tidebank.brand(brand).timeline(id, most);
    }

    @PostMapping("/find")
    Answer find(@PathVariable String brand, @RequestBody Wanted wanted) {
        return tidebank.brand(brand).consumer(wanted.known());
    }

    @PostMapping("/find/timeline")
    Answer findTimeline(@PathVariable String brand, @RequestBody Wanted wanted) {
        Integer most = wanted.most();
        return tidebank.brand(brand).timeline(wanted.known(), most == null ? MOST : most);
    }

    /**
     * Who is asked for.
     *
     * @param most touches of a timeline; null for 200
     */
    record Wanted(@Nullable String id, @Nullable Integer most) {

        String known() {
            if (id == null || id.isBlank()) {
                throw new TidebankException(
                        ServerError.REQUEST_INVALID, "'id' is missing: who is asked for, as type:value or consumer id");
            }
            return id;
        }
    }
}
