package io.tidebank.server.wire;

import static java.util.stream.Collectors.joining;

import io.tidebank.collect.ImportRequest;
import io.tidebank.collect.format.ReadingHints;
import io.tidebank.error.TidebankException;
import io.tidebank.server.ServerError;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An import as it is asked for over HTTP: files on the server's own disk, by absolute path.
 *
 * @param preset name of a shipped mapping; null to recognise one
 * @param mapping path of a mapping file of one's own
 * @param source the source that the touches carry instead of the mapping's own
 * @param delimiter the character between columns; null to detect
 * @param encoding the text's encoding; null to detect
 * @param rows how many rows a preview shows; null for ten
 */
public record ImportOrder(
        List<String> files,
        @Nullable String preset,
        @Nullable String mapping,
        @Nullable String source,
        @Nullable String delimiter,
        @Nullable String encoding,
        @Nullable Integer rows) {

    private static final int USUALLY_SHOWN = 10;

    /** How many rows a preview shows. */
    public int shown() {
        return rows == null ? USUALLY_SHOWN : rows;
    }

    /** What the engine is asked. */
    public ImportRequest request() {
        Character separator = delimiter == null || delimiter.isEmpty() ? null : delimiter.charAt(0);
        return new ImportRequest(
                files.stream().map(ImportOrder::path).toList(),
                preset,
                mapping == null ? null : path(mapping),
                source,
                new ReadingHints(separator, encoding));
    }

    /** The files without their folders, for people. */
    public String fileNames() {
        return files.stream()
                .map(file -> String.valueOf(path(file).getFileName()))
                .collect(joining(", "));
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new TidebankException(ServerError.REQUEST_INVALID, "A path cannot be read: " + e.getReason(), e);
        }
    }

    /** What the engine would be asked here, with every path made absolute for a server that started elsewhere. */
    public static ImportOrder of(ImportRequest request, int rows) {
        Path mapping = request.mapping();
        Character separator = request.hints().delimiter();
        return new ImportOrder(
                request.files().stream()
                        .map(file -> file.toAbsolutePath().toString())
                        .toList(),
                request.preset(),
                mapping == null ? null : mapping.toAbsolutePath().toString(),
                request.source(),
                separator == null ? null : separator.toString(),
                request.hints().encoding(),
                rows);
    }
}
