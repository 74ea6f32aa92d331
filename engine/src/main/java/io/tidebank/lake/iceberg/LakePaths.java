package io.tidebank.lake.iceberg;

import java.nio.file.Path;

/**
 * Local paths as Iceberg writes them. Engines disagree on the number of slashes ({@code file:/a} and {@code file:///a}
 * are the same file) and none of them encodes, so a location is cut, never parsed as a URI.
 */
public final class LakePaths {

    private static final String SCHEME = "file:";

    private LakePaths() {}

    /** The location under which Tidebank itself writes a path. */
    public static String location(Path path) {
        return SCHEME + "//" + path.toAbsolutePath().normalize();
    }

    /** The path of a location that any engine wrote. */
    public static Path path(String location) {
        if (!location.startsWith(SCHEME)) {
            return Path.of(location);
        }
        int start = SCHEME.length();
        while (location.startsWith("//", start)) {
            start++;
        }
        return Path.of(location.substring(start));
    }
}
