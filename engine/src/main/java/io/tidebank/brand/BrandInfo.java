package io.tidebank.brand;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a brand stands.
 *
 * @param touches touches in the lake
 * @param consumers identified consumers, as of the last refresh
 * @param guestTouches touches that carry no identifier
 * @param firstTouch when the earliest touch occurred; null without touches
 * @param lastTouch when the latest one occurred
 * @param snapshot the lake's current snapshot; 0 for none
 * @param fresh true if the last refresh has seen that snapshot, and the exchange rates of now
 * @param ladders names of the ladders that are kept up to date
 */
public record BrandInfo(
        String name,
        ZoneId zone,
        Currency currency,
        long touches,
        long consumers,
        long guestTouches,
        @Nullable Instant firstTouch,
        @Nullable Instant lastTouch,
        long snapshot,
        boolean fresh,
        List<String> ladders) {

    public BrandInfo {
        ladders = List.copyOf(ladders);
    }
}
