package io.tidebank.asset;

import static io.tidebank.asset.AssetError.ASSET_SETTINGS_INVALID;

import io.tidebank.error.TidebankException;

/**
 * What kind of asset value is asked for.
 *
 * @param ladder whose stages
 * @param horizon how many months of spending count
 * @param discount interest per month, 0.01 for one percent
 */
public record AssetSettings(String ladder, Horizon horizon, double discount) {

    /** The next twelve months on the AIPL ladder, undiscounted. */
    public static final AssetSettings YEAR = new AssetSettings("aipl", Horizon.YEAR, 0);

    public AssetSettings {
        if (!(discount >= 0 && discount <= 1)) {
            throw new TidebankException(
                    ASSET_SETTINGS_INVALID, "Discount per month must be 0 to 1 (0.01 is one percent): " + discount);
        }
    }
}
