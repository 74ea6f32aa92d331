package io.tidebank.brand;

import io.tidebank.error.TidebankException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where things lie in a home.
 *
 * @param root the folder
 */
record Home(Path root) {

    Home {
        root = root.toAbsolutePath().normalize();
    }

    Path config() {
        return root.resolve("tidebank.yaml");
    }

    Path run() {
        return root.resolve("run");
    }

    Path scratch() {
        return run().resolve("scratch");
    }

    Path methods() {
        return root.resolve("methods");
    }

    Path serving(String brand) {
        return root.resolve("serving").resolve(brand + ".duckdb");
    }

    Path state(String brand) {
        return root.resolve("state").resolve(brand);
    }

    boolean exists() {
        return Files.isRegularFile(config());
    }

    /** Makes the folders that are missing. */
    void makeFolders() {
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
