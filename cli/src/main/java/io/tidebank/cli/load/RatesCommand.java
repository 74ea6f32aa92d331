package io.tidebank.cli.load;

import io.tidebank.cli.session.Session;
import io.tidebank.error.TidebankException;
import io.tidebank.money.RateError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What other currencies are worth in the brand's. */
@Command(
        name = "rates",
        description = "Exchange rates to the brand's currency: which are known, and which are missing.",
        synopsisSubcommandLabel = "list|import")
public final class RatesCommand {

    private final Session session;

    RatesCommand(Session session) {
        this.session = session;
    }

    @Command(
            name = "list",
            description = "Rates by currency, and how many order lines and refunds count in no sum for want of one.")
    int list() {
        return session.show(session.ask(bank -> bank.rates()));
    }

    @Command(
            name = "import",
            description = {
                "Take rates over from a file: day,currency,rate, or the European Central Bank's reference rates.",
                "Money that was without a rate so far counts from then on."
            })
    int importRates(
            @Parameters(paramLabel = "FILE", description = "CSV, unpacked.") Path file,
            @Option(
                            names = "--no-refresh",
                            description = "Leave sales and values as they are until `tidebank refresh`.")
                    boolean noRefresh) {
        String text = text(file);
        return new LakeChange(session, !noRefresh).show((bank, progress) -> bank.importRates(text));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new TidebankException(RateError.RATES_INVALID, "There is no file %s".formatted(file), e);
        } catch (IOException e) {
            throw new TidebankException(
                    RateError.RATES_INVALID, "%s cannot be read as text: %s".formatted(file, e.getMessage()), e);
        }
    }
}
