package io.tidebank.touch;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One touch, a row of the touch table before it has a home there: {@link TouchColumns#ALL} in the same order. Nothing
 * personal is in it in clear.
 *
 * @param touchId unique per source
 * @param importId the import or batch that brought it; empty until a commit gives it one
 * @param source the connection it came by
 * @param occurredAt event time, to the microsecond
 * @param receivedAt arrival time, to the microsecond
 * @param kind canonical kind
 * @param name the sender's own event name
 * @param touchpoint dotted path, family first
 * @param ids identifiers carried, strongest first
 * @param item what was touched
 * @param category of the item
 * @param productLine of the item
 * @param store where
 * @param market where in the world
 * @param quantity pieces
 * @param amount money in {@code currency}; four decimals at most
 * @param currency ISO 4217
 * @param amountHome money in the brand's currency
 * @param orderId the order it belongs to
 * @param playId the play that caused it
 * @param contentId the content it was about
 * @param polarity -1, 0, 1
 * @param context JSON object
 * @param properties JSON object
 */
public record Touch(
        String touchId,
        String importId,
        String source,
        Instant occurredAt,
        Instant receivedAt,
        String kind,
        @Nullable String name,
        @Nullable String touchpoint,
        List<Identifier> ids,
        @Nullable String item,
        @Nullable String category,
        @Nullable String productLine,
        @Nullable String store,
        @Nullable String market,
        @Nullable BigDecimal quantity,
        @Nullable BigDecimal amount,
        @Nullable String currency,
        @Nullable BigDecimal amountHome,
        @Nullable String orderId,
        @Nullable String playId,
        @Nullable String contentId,
        @Nullable Integer polarity,
        @Nullable String context,
        @Nullable String properties) {

    /** No touch is from before: there lie the dates that programs write where they have none. */
    public static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");

    public Touch {
        ids = List.copyOf(ids);
    }

    /** The strongest identifier as {@code type:value}; null for a guest. */
    public @Nullable String primaryId() {
        return ids.isEmpty() ? null : ids.getFirst().text();
    }

    /** The same, brought by that import. */
    public Touch of(String otherImport) {
        return new Touch(
                touchId,
                otherImport,
                source,
                occurredAt,
                receivedAt,
                kind,
                name,
                touchpoint,
                ids,
                item,
                category,
                productLine,
                store,
                market,
                quantity,
                amount,
                currency,
                amountHome,
                orderId,
                playId,
                contentId,
                polarity,
                context,
                properties);
    }
}
