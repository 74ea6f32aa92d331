package io.tidebank.money;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;

/**
 * What one unit of a currency was worth on a day.
 *
 * @param currency ISO 4217, in capitals
 * @param rate in the brand's currency, to twelve decimal places
 */
public record Rate(LocalDate day, String currency, BigDecimal rate) {

    /** Decimal places of a rate: small units such as the dong keep eight digits that count. */
    static final int SCALE = 12;

    /** A decimal(19, 12) ends here; times an amount of decimal(18, 4) it is a decimal that both engines hold exactly. */
    static final BigDecimal LIMIT = BigDecimal.TEN.pow(7);

    public Rate {
        rate = rate.setScale(SCALE, RoundingMode.HALF_UP);
        if (rate.signum() <= 0 || rate.compareTo(LIMIT) >= 0) {
            throw new IllegalArgumentException("A rate is more than 0 and less than " + LIMIT);
        }
    }
}
