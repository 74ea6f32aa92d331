package io.tidebank.collect.plan;

import static io.tidebank.sql.DuckDb.literal;
import static java.util.stream.Collectors.joining;

import io.tidebank.collect.format.SourceFile;
import io.tidebank.sql.DuckDb;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The SELECT that reads the columns a layout needs out of one file, as texts named by the layout. */
final class ScanSource {

    /** True where the record is whole; only JSON lines can be read without being so. */
    static final String WHOLE = "whole";

    private static final Set<String> TEMPORAL =
            Set.of("DATE", "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS", "TIMESTAMP WITH TIME ZONE");

    private final BoundFile bound;
    private final InputLayout layout;

    ScanSource(BoundFile bound, InputLayout layout) {
        this.bound = bound;
        this.layout = layout;
    }

    String select(long limit) {
        String columns = layout.columns().stream().map(this::column).collect(joining(""));
        String whole = bound.file().isNamed() && !isParquet() ? "json_valid(line)" : "true";
        String rows = limit < Long.MAX_VALUE ? " LIMIT " + limit : "";
        return "SELECT " + whole + " AS " + WHOLE + columns + " FROM " + from() + rows;
    }

    private String column(String name) {
        String sql = bound.mayHave(name) ? text(name) : "NULL::VARCHAR";
        for (String nothing : bound.input().nulls()) {
            sql = "nullif(%s, %s)".formatted(sql, literal(nothing));
        }
        String column = layout.column(name);
        String text = ", %s AS %s".formatted(sql, column);
        return isTyped(name) ? text + ", %s AS %s".formatted(quoted(bound.spelled(name)), typed(column)) : text;
    }

    /** Whether the file itself says that this is a time or a number, so that its text need not be read. */
    private boolean isTyped(String name) {
        return isTemporal(name) || isNumeric(name);
    }

    boolean isTemporal(String name) {
        return TEMPORAL.contains(type(name));
    }

    boolean isNumeric(String name) {
        String type = type(name);
        return type.endsWith("INT")
                || type.endsWith("INTEGER")
                || type.startsWith("DECIMAL")
                || type.equals("DOUBLE")
                || type.equals("FLOAT");
    }

    String type(String name) {
        return isParquet() ? bound.position(name).map(bound.file().types()::get).orElse("") : "";
    }

    static String typed(String column) {
        return "typed_" + column;
    }

    private String text(String name) {
        return switch (bound.file().format()) {
            case DELIMITED, EXCEL -> "column" + bound.position(name).orElseThrow();
            case JSON_LINES -> found(name);
            case PARQUET -> "nullif(%s::VARCHAR, '')".formatted(quoted(bound.spelled(name)));
        };
    }

    private String found(String name) {
        int before = (int) layout.columns().stream()
                .takeWhile(column -> !column.equals(name))
                .flatMap(this::jsonPaths)
                .count();
        return IntStream.rangeClosed(1, (int) jsonPaths(name).count())
                .mapToObj(i -> "nullif(found[%d], '')".formatted(before + i))
                .collect(joining(", ", "coalesce(", ")"));
    }

    private String from() {
        SourceFile file = bound.file();
        return switch (file.format()) {
            case DELIMITED, EXCEL -> csv(file);
            case JSON_LINES -> json(file);
            case PARQUET ->
                "read_parquet(%s)".formatted(DuckDb.path(file.readable().toString()));
        };
    }

    private String csv(SourceFile file) {
        String columns = IntStream.range(0, file.dialect().columns())
                .mapToObj(i -> "'column%d': 'VARCHAR'".formatted(i))
                .collect(joining(", "));
        return """
                read_csv(%s, auto_detect = false, compression = '%s', header = %s, delim = %s, quote = '"', \
                escape = '"', columns = {%s}, store_rejects = true, rejects_table = '%s', rejects_scan = '%s_scan')""".formatted(
                        DuckDb.path(file.readable().toString()),
                        file.compression().duckDb(),
                        bound.hasHeader(),
                        literal(String.valueOf(file.dialect().delimiter())),
                        columns,
                        bound.rejects(),
                        bound.rejects());
    }

    /** Lines are read whole, by a separator that JSON has to escape, so that a broken line is a row like any other. */
    private String json(SourceFile file) {
        List<String> paths = layout.columns().stream().flatMap(this::jsonPaths).toList();
        return """
                (SELECT line, CASE WHEN json_valid(line) THEN json_extract_string(line, [%s]::VARCHAR[]) END AS found \
                FROM read_csv(%s, auto_detect = false, compression = '%s', header = false, delim = chr(1), quote = '', \
                escape = '', columns = {'line': 'VARCHAR'}, max_line_size = 16777216) \
                WHERE line IS NOT NULL)""".formatted(
                        paths.stream().map(path -> literal(path)).collect(joining(", ")),
                        DuckDb.path(file.readable().toString()),
                        file.compression().duckDb());
    }

    /** A name with dots may be a member's own, or lead into objects. */
    private Stream<String> jsonPaths(String column) {
        String name = bound.spelled(column);
        String nested = Stream.of(name.split("\\.", -1)).map(ScanSource::step).collect(joining());
        return Stream.of("$" + step(name), "$" + nested).distinct();
    }

    private static String step(String member) {
        return ".\"" + member.replace("\"", "\\\"") + '"';
    }

    private boolean isParquet() {
        return !bound.file().types().isEmpty();
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
