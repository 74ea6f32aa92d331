package io.tidebank.method;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidebank.digest.Sha256;
import io.tidebank.error.TidebankException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The method files as shipped, each replaced by a file of the same path in the overrides folder if there is one. */
public final class MethodFiles {

    private final @Nullable Path overrides;
    private final ShippedFiles shipped = new ShippedFiles("methods");

    /** @param overrides folder laid out like the shipped one, which need not exist; null for the shipped files alone */
    public MethodFiles(@Nullable Path overrides) {
        this.overrides = overrides == null ? null : overrides.toAbsolutePath().normalize();
    }

    /** The text of one file, by its path: {@code ladders/aipl.yaml}. */
    public String read(String path) {
        try {
            Path own = overriding(path);
            if (own != null && Files.isRegularFile(own)) {
                return Files.readString(own);
            }
            try (InputStream text = shipped.open(path)) {
                if (text != null) {
                    return new String(text.readAllBytes(), UTF_8);
                }
            }
        } catch (IOException e) {
            throw unreadable(path, e);
        }
        throw new TidebankException(
                MethodError.METHOD_NOT_FOUND, "No method file '%s'. %s".formatted(path, there(path)));
    }

    /** Where the file that counts lies, for people: the home's own with its whole path, or the one that ships. */
    public String place(String path) {
        Path own = overriding(path);
        return own != null && Files.isRegularFile(own) ? own.toString() : "shipped methods/" + path;
    }

    /** Names of the files in a folder, without their extension, sorted. */
    public List<String> list(String folder) {
        TreeSet<String> names = new TreeSet<>();
        try {
            shipped.names(folder).forEach(name -> names.add(bare(name)));
            Path own = overriding(folder);
            if (own != null && Files.isDirectory(own)) {
                try (Stream<Path> files = Files.list(own)) {
                    files.filter(Files::isRegularFile).forEach(file -> names.add(bare(fileName(file))));
                }
            }
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
        return List.copyOf(names);
    }

    /** SHA-256 of the text of one file, in hexadecimal: what was built from it is rebuilt when it changes. */
    public String hash(String path) {
        return Sha256.hex(read(path));
    }

    /** The path among the overrides; null if there are none, or if it would lead out of them. */
    private @Nullable Path overriding(String path) {
        if (overrides == null) {
            return null;
        }
        Path own = overrides.resolve(path).normalize();
        return own.startsWith(overrides) ? own : null;
    }

    private String there(String path) {
        int slash = path.lastIndexOf('/');
        String folder = slash < 0 ? "" : path.substring(0, slash);
        List<String> names = list(folder);
        return names.isEmpty()
                ? "There is no folder '%s'".formatted(folder)
                : "There is: %s".formatted(String.join(", ", names));
    }

    private static String fileName(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static String bare(String name) {
        int dot = name.lastIndexOf('.');
        return dot <= 0 ? name : name.substring(0, dot);
    }

    private static TidebankException unreadable(String path, IOException e) {
        return new TidebankException(
                MethodError.METHOD_UNREADABLE,
                "Method file '%s' cannot be read: %s".formatted(path, e.getMessage()),
                e);
    }
}
