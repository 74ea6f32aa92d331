package io.tidebank.collect.format;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A file that has been looked at and can be read.
 *
 * @param name what people call it: the file's name, with the entry's name if it came from an archive
 * @param format what it is
 * @param readable where DuckDB reads it: the file itself, or an unpacked or re-encoded copy in the scratch folder
 * @param compression how {@code readable} is packed
 * @param dialect how its columns are cut; of meaning for {@link FileFormat#DELIMITED} and {@link FileFormat#EXCEL}
 * @param hash SHA-256 of the unpacked content in hex; of the file's bytes for Parquet and Excel
 * @param bytes size of the unpacked content
 * @param sample its first records as texts; the first of them may be the header; for Parquet and JSON the names
 * @param types types of the columns as DuckDB names them, for Parquet; else empty
 * @param sheet what it was in its workbook, for Excel; else {@link Sheet#NONE}
 */
public record SourceFile(
        String name,
        FileFormat format,
        Path readable,
        Compression compression,
        Dialect dialect,
        String hash,
        long bytes,
        List<List<String>> sample,
        List<String> types,
        Sheet sheet) {

    public SourceFile {
        sample = List.copyOf(sample);
        types = List.copyOf(types);
    }

    /**
     * The first sheet of a workbook, which is the one that is read.
     *
     * @param rows the sheet's row number of each record
     * @param others names of the other sheets that hold something and are not hidden
     */
    public record Sheet(List<Integer> rows, List<String> others) {

        static final Sheet NONE = new Sheet(List.of(), List.of());

        public Sheet {
            rows = List.copyOf(rows);
            others = List.copyOf(others);
        }
    }

    /** What somebody should know who takes the file for all there is. */
    public Optional<String> remark() {
        return sheet.others().isEmpty()
                ? Optional.empty()
                : Optional.of("Of %s only the first sheet is read, not '%s': save others as files of their own"
                        .formatted(name, String.join("', '", sheet.others())));
    }

    /** Records of a file that come again: plain, without a header, under the name and hash of the file they are from. */
    public static SourceFile replayed(
            String name, Path rows, boolean json, Dialect dialect, String hash, List<String> names) {
        return new SourceFile(
                name,
                json ? FileFormat.JSON_LINES : FileFormat.DELIMITED,
                rows,
                Compression.NONE,
                dialect,
                hash,
                0,
                List.of(names),
                List.of(),
                Sheet.NONE);
    }

    /** The same file, its text read from a plain copy. */
    public SourceFile readFrom(Path copy) {
        return new SourceFile(name, format, copy, Compression.NONE, dialect, hash, bytes, sample, types, sheet);
    }

    /** The first record, trimmed: the column names, if the file has any. A name that comes again is numbered: {@code amount_2}. */
    public List<String> header() {
        List<String> written = sample.getFirst().stream().map(String::strip).toList();
        Set<String> taken = new HashSet<>(written);
        Set<String> seen = new HashSet<>();
        List<String> names = new ArrayList<>();
        for (String name : written) {
            names.add(seen.add(name) ? name : numbered(name, taken));
        }
        return List.copyOf(names);
    }

    private static String numbered(String name, Set<String> taken) {
        int number = 2;
        while (!taken.add(name + "_" + number)) {
            number++;
        }
        return name + "_" + number;
    }

    /** Whether the names of the columns are part of the format. */
    public boolean isNamed() {
        return format == FileFormat.PARQUET || format == FileFormat.JSON_LINES;
    }
}
