package io.tidebank.cli.load;

import io.tidebank.brand.home.BrandError;
import io.tidebank.cli.bank.Bank;
import io.tidebank.error.TidebankException;
import io.tidebank.sql.Progress;

/** Brings a brand up to date after its lake has changed. */
final class Freshness {

    private Freshness() {}

    /** Refreshes; a brand without any touch has nothing to refresh, and that is no failure here. */
    static void restore(Bank bank, Progress progress) {
        try {
            bank.refresh(progress);
        } catch (TidebankException e) {
            if (!e.code().name().equals(BrandError.BRAND_EMPTY.name())) {
                throw e;
            }
        }
    }
}
