package io.tidebank.collect;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.assertj.core.api.Assumptions;

/** The folder of real data sets beside the project; where it is absent, tests are skipped, but not in CI. */
public final class RealData {

    private RealData() {}

    /** A file of the real data; the test is skipped where it is absent, and fails in CI. */
    public static Path file(String path) {
        Optional<Path> found = find(Path.of("").toAbsolutePath(), path);
        if (found.isEmpty() && "true".equals(System.getenv("CI"))) {
            throw new IllegalStateException("No %s in ../shared/data, which CI must have".formatted(path));
        }
        Assumptions.assumeThat(found)
                .as("Real data: ../shared/data/%s is not there", path)
                .isPresent();
        return found.orElseThrow();
    }

    private static Optional<Path> find(Path from, String path) {
        for (Path folder = from; folder != null; folder = folder.getParent()) {
            Path file = folder.resolve("shared/data").resolve(path);
            if (Files.exists(file)) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }
}
