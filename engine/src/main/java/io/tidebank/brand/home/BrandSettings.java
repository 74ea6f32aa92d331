package io.tidebank.brand.home;

import java.time.ZoneId;
import java.util.Currency;
import java.util.List;

/**
 * What a brand has said about itself.
 *
 * @param name short name, also that of its namespace in the lake
 * @param zone its days begin and end in this zone
 * @param currency its money
 * @param ladders names of the ladders that are kept up to date; the first is shown unless another is asked for
 */
public record BrandSettings(String name, ZoneId zone, Currency currency, List<String> ladders) {

    /** The ladders of a new brand. */
    public static final List<String> DEFAULT_LADDERS = List.of("aipl");

    public BrandSettings {
        ladders = List.copyOf(ladders);
    }
}
