package io.tidebank.asset;

import static io.tidebank.asset.AssetError.ASSET_SETTINGS_INVALID;

import io.tidebank.error.TidebankException;
import java.util.Locale;

/** How far ahead spending is counted. */
public sealed interface Horizon {

    /** The next year. */
    Horizon YEAR = new Months(12);

    /** For ever. */
    Horizon UNLIMITED = new Unlimited();

    /** A number of months ahead, the coming month being the first. */
    record Months(int count) implements Horizon {

        private static final int MOST = 1200;

        public Months {
            if (count < 1 || count > MOST) {
                throw new TidebankException(
                        ASSET_SETTINGS_INVALID, "Horizon must be 1 to %d months: %d".formatted(MOST, count));
            }
        }

        @Override
        public String toString() {
            return Integer.toString(count);
        }
    }

    /** No end; needs a discount or a way out of every stage. */
    record Unlimited() implements Horizon {

        @Override
        public String toString() {
            return "unlimited";
        }
    }

    /** Reads what {@code toString} writes: a number of months, or {@code unlimited}. */
    static Horizon parse(String text) {
        String word = text.strip().toLowerCase(Locale.ROOT);
        if (word.equals("unlimited")) {
            return UNLIMITED;
        }
        try {
            return new Months(Integer.parseInt(word));
        } catch (NumberFormatException e) {
            throw new TidebankException(
                    ASSET_SETTINGS_INVALID,
                    "Horizon '%s' is neither a number of months nor 'unlimited'".formatted(text),
                    e);
        }
    }
}
