package io.tidebank.server.brand;

import io.tidebank.brand.Tidebank;
import io.tidebank.sql.Answer;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** One consumer, by an identifier as {@code type:value} or by consumer id. */
@RestController
@RequestMapping("/api/v1/brands/{brand}/consumers/{id}")
class ConsumerController {

    private final Tidebank tidebank;

    ConsumerController(Tidebank tidebank) {
        this.tidebank = tidebank;
    }

    @GetMapping
    Answer consumer(@PathVariable String brand, @PathVariable String id) {
        return tidebank.brand(brand).consumer(id);
    }

    /** What the consumer did, touch by touch, latest first. */
    @GetMapping("/timeline")
    Answer timeline(@PathVariable String brand, @PathVariable String id, @RequestParam(defaultValue = "200") int most) {
        return tidebank.brand(brand).timeline(id, most);
    }
}
