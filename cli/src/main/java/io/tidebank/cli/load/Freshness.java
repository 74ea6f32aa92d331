package io.tidebank.cli.load;

import io.tidebank.brand.home.BrandError;
import io.tidebank.cli.bank.Bank;
import io.tidebank.error.TidebankException;
import io.tidebank.server.ServerError;
import io.tidebank.sql.Progress;
import java.util.Optional;

/** Brings a brand up to date after its lake has changed. */
final class Freshness {

    private Freshness() {}

    /**
     * Refreshes; a brand without any touch has nothing to refresh, and that is no failure here. Nor is it that a caller
     * may change the lake and not refresh: the remark that is answered then says who does it.
     */
    static Optional<String> restore(Bank bank, Progress progress) {
        try {
            bank.refresh(progress);
        } catch (TidebankException e) {
            if (e.code().name().equals(ServerError.NOT_ALLOWED.name())) {
                return Optional.of("Stages and values are as they were: this token may not refresh them."
                        + " Somebody with scope operate can: tidebank refresh");
            }
            if (!e.code().name().equals(BrandError.BRAND_EMPTY.name())) {
                throw e;
            }
        }
        return Optional.empty();
    }
}
