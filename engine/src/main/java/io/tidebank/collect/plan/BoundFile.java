package io.tidebank.collect.plan;

import io.tidebank.collect.format.FileFormat;
import io.tidebank.collect.format.SourceFile;
import io.tidebank.collect.mapping.MappingInput;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A file that was found to be one of a mapping's inputs.
 *
 * @param number its number in the import, from 0; names its tables
 * @param hasHeader whether its first record is names
 * @param names names of its columns
 */
public record BoundFile(int number, MappingInput input, SourceFile file, boolean hasHeader, List<String> names) {

    public BoundFile {
        names = List.copyOf(names);
    }

    /** The same file, its text read from a plain copy. */
    public BoundFile readFrom(Path copy) {
        return new BoundFile(number, input, file.readFrom(copy), hasHeader, names);
    }

    /** What it brings, whatever it is called: which input it is, and the hash of its content. */
    public String content() {
        return input.name() + ":" + file.hash();
    }

    /** The temporary table of its rows, read and checked. */
    public String table() {
        return "checked_" + number;
    }

    /** The temporary table of its rows as they stand, where rows say something about others. */
    String raw() {
        return "raw_" + number;
    }

    /** The temporary table in which DuckDB notes the records that it could not cut. */
    public String rejects() {
        return "rejects_" + number;
    }

    /** The position of a column: by its name as written, else whatever its case. */
    Optional<Integer> position(String column) {
        int exact = names.indexOf(column);
        if (exact >= 0) {
            return Optional.of(exact);
        }
        List<String> folded = names.stream().map(BoundFile::fold).toList();
        int position = folded.indexOf(fold(column));
        return position < 0 ? Optional.empty() : Optional.of(position);
    }

    /** Whether a record may have a column: of JSON lines nobody knows before all of them are read. */
    boolean mayHave(String column) {
        return file.format() == FileFormat.JSON_LINES || position(column).isPresent();
    }

    /** A column's name as it stands in the file; as it is asked for where it is not known to stand there. */
    String spelled(String column) {
        return position(column).map(names::get).orElse(column);
    }

    static String fold(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }
}
