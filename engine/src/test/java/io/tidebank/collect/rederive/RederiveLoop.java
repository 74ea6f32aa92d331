package io.tidebank.collect.rederive;

import io.tidebank.brand.Tidebank;
import io.tidebank.sql.Progress;
import java.nio.file.Path;

/** A program that makes all touches of a home anew whose names are mapped by now, and tells when it begins and is done. */
final class RederiveLoop {

    private RederiveLoop() {}

    /** @param arguments the home */
    public static void main(String[] arguments) {
        try (Tidebank tidebank = Tidebank.open(Path.of(arguments[0]))) {
            System.out.println("begins");
            tidebank.brand("demo").rederive(null, Progress.NONE);
            System.out.println("done");
        }
    }
}
