package io.tidebank.collect.live;

import io.tidebank.collect.protocol.JsonText;
import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a rating says: good from four of five on, bad up to two of five; {@code rating_max} tells of another scale. Or the
 * words positive, neutral and negative under {@code sentiment}.
 */
final class Opinion {

    private static final BigDecimal USUAL_SCALE = BigDecimal.valueOf(5);
    private static final BigDecimal GOOD = new BigDecimal("0.75");
    private static final BigDecimal BAD = new BigDecimal("0.25");

    private Opinion() {}

    /** 1, 0 or -1; null if nothing tells. */
    static @Nullable Integer of(JsonNode properties, String rating) {
        String said = JsonText.of(properties, "sentiment");
        if (said != null) {
            return switch (said.toLowerCase(Locale.ROOT)) {
                case "positive", "1" -> 1;
                case "neutral", "0" -> 0;
                case "negative", "-1" -> -1;
                default -> null;
            };
        }
        Fault unheard = new Fault();
        BigDecimal stars = Decimals.of(properties, rating, unheard);
        BigDecimal stated = Decimals.of(properties, "rating_max", unheard);
        BigDecimal most = stated == null ? USUAL_SCALE : stated;
        if (stars == null || most.compareTo(BigDecimal.ONE) <= 0 || stars.compareTo(most) > 0 || stars.signum() < 0) {
            return null;
        }
        BigDecimal above = stars.subtract(BigDecimal.ONE);
        BigDecimal span = most.subtract(BigDecimal.ONE);
        if (above.compareTo(span.multiply(GOOD)) >= 0) {
            return 1;
        }
        return above.compareTo(span.multiply(BAD)) <= 0 ? -1 : 0;
    }
}
