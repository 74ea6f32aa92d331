package io.tidebank.brand.home;

import io.tidebank.error.TidebankException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where things lie in a home.
 *
 * @param root the folder
 */
public record Home(Path root) {

    public Home {
        root = root.toAbsolutePath().normalize();
    }

    public Path config() {
        return root.resolve("tidebank.yaml");
    }

    public Path run() {
        return root.resolve("run");
    }

    public Path scratch() {
        return run().resolve("scratch");
    }

    /** The data files of a brand. */
    public Path lake(String brand) {
        return root.resolve("lake").resolve(brand);
    }

    public Path methods() {
        return root.resolve("methods");
    }

    /** The exchange rates of a brand. */
    public Path rates(String brand) {
        return root.resolve("rates").resolve(brand + ".csv");
    }

    /** What was accepted from live sources of a brand. */
    public Path journal(String brand) {
        return root.resolve("journal").resolve(brand);
    }

    public Path serving(String brand) {
        return root.resolve("serving").resolve(brand + ".duckdb");
    }

    public Path state(String brand) {
        return root.resolve("state").resolve(brand);
    }

    /** Touches by person: a copy that can be thrown away. */
    public Path timeline(String brand) {
        return root.resolve("timeline").resolve(brand);
    }

    public boolean exists() {
        return Files.isRegularFile(config());
    }

    /** Makes the folders that are missing. */
    public void makeFolders() {
        try {
            for (String folder : new String[] {"lake", "serving", "state", "run"}) {
                Files.createDirectories(root.resolve(folder));
            }
        } catch (IOException e) {
            throw new TidebankException(
                    BrandError.HOME_FAILED, "Home %s cannot be made: %s".formatted(root, e.getMessage()), e);
        }
    }
}
