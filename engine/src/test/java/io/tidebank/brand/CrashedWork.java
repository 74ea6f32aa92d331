package io.tidebank.brand;

import io.tidebank.collect.ImportRequest;
import io.tidebank.sql.Progress;
import java.nio.file.Path;

/** A program that opens a home, says so, imports a file or refreshes the brand, and says so again. */
final class CrashedWork {

    static final String IMPORT = "import";
    static final String REFRESH = "refresh";

    private CrashedWork() {}

    /** @param arguments the home, what to do, and for an import the file */
    public static void main(String[] arguments) {
        try (Tidebank tidebank = Tidebank.open(Path.of(arguments[0]))) {
            Brand brand = tidebank.brand(null);
            System.out.println("open");
            if (arguments[1].equals(IMPORT)) {
                brand.importer().run(ImportRequest.of(InvoiceFile.PRESET, Path.of(arguments[2])), Progress.NONE);
            } else {
                brand.refresh(Progress.NONE);
            }
            System.out.println("done");
        }
    }
}
