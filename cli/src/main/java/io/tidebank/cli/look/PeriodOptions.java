package io.tidebank.cli.look;

import io.tidebank.cli.bank.Period;
import java.time.LocalDate;
import picocli.CommandLine.Option;

/** The two days that a question lies between; both in the brand's zone. */
final class PeriodOptions {

    @Option(
            names = "--from",
            required = true,
            paramLabel = "DATE",
            description = "The first day (its end, for stages).")
    private LocalDate from = LocalDate.EPOCH;

    @Option(names = "--to", required = true, paramLabel = "DATE", description = "The last day.")
    private LocalDate to = LocalDate.EPOCH;

    Period period() {
        return new Period(from, to);
    }
}
