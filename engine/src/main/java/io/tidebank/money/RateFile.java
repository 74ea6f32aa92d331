package io.tidebank.money;

import static java.util.stream.Collectors.joining;

import io.tidebank.digest.Sha256;
import io.tidebank.error.TidebankException;
import io.tidebank.lake.iceberg.DiskSync;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * The rates of a brand as they lie in its home: a file {@code day,currency,rate} that people may read and write as well.
 */
public final class RateFile {

    private final Path file;
    private final String currency;

    /** @param currency the brand's, ISO 4217 */
    public RateFile(Path file, String currency) {
        this.file = file;
        this.currency = currency;
    }

    /** The brand's currency, ISO 4217. */
    public String currency() {
        return currency;
    }

    /** Differs when the rates do; empty while there are none. */
    public String version() {
        if (!Files.exists(file)) {
            return "";
        }
        try {
            return Sha256.hex(Files.readAllBytes(file));
        } catch (IOException e) {
            throw broken("read", e);
        }
    }

    /** Every rate that is known. RATES_INVALID names the lines that are none. */
    public Rates read() {
        try {
            return Files.exists(file)
                    ? new RateReader(Files.readString(file), currency).read().rates()
                    : Rates.NONE;
        } catch (TidebankException e) {
            throw new TidebankException(e.code(), "%s: %s".formatted(file, e.getMessage()), e);
        } catch (IOException e) {
            throw broken("read", e);
        }
    }

    /** Adds the rates of a file's text, which count from now on where both know a day; says what was found. */
    synchronized RateReader.Found add(String text) {
        RateReader.Found found = new RateReader(text, currency).read();
        write(read().with(found.rates()));
        return found;
    }

    private void write(Rates rates) {
        String text = rates.all().stream()
                .map(rate -> "%s,%s,%s\n"
                        .formatted(
                                rate.day(),
                                rate.currency(),
                                rate.rate().stripTrailingZeros().toPlainString()))
                .collect(joining("", "day,currency,rate\n", ""));
        Path next = file.resolveSibling(file.getFileName() + ".next");
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(next, text, StandardCharsets.UTF_8);
            DiskSync.files(List.of(next));
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw broken("written", e);
        }
    }

    private TidebankException broken(String deed, IOException e) {
        return new TidebankException(
                RateError.RATES_FAILED, "Rates %s cannot be %s: %s".formatted(file, deed, e.getMessage()), e);
    }
}
