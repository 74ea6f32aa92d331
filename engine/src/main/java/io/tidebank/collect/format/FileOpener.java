package io.tidebank.collect.format;

import io.tidebank.error.TidebankException;
import io.tidebank.sql.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;

/** Finds out what a file is and makes it readable for DuckDB; copies only what DuckDB cannot read as it lies. */
public final class FileOpener {

    private static final int MAGIC_BYTES = 8;
    private static final int SAMPLE_RECORDS = 200;

    private final Connection duckDb;
    private final Scratch scratch;
    private final ReadingHints hints;
    private final Progress progress;

    /** Copies go to the scratch folder, which must outlive the files. */
    public FileOpener(Connection duckDb, Scratch scratch, ReadingHints hints, Progress progress) {
        this.duckDb = duckDb;
        this.scratch = scratch;
        this.hints = hints;
        this.progress = progress;
    }

    /** The file; or the files, if it is an archive. */
    public List<SourceFile> open(Path file) {
        String name = String.valueOf(file.getFileName());
        if (!Files.exists(file)) {
            throw new TidebankException(FormatError.FILE_NOT_FOUND, "No file %s".formatted(file));
        }
        if (Files.isDirectory(file)) {
            throw new TidebankException(
                    FormatError.FILE_UNREADABLE, "%s is a folder; name the files in it".formatted(file));
        }
        byte[] head = head(file);
        if (Magic.ZIP.starts(head) && !ZipArchive.isWorkbook(file)) {
            return ZipArchive.unpack(file, scratch).stream()
                    .map(entry -> single(entry.file(), name + "/" + entry.name(), head(entry.file())))
                    .toList();
        }
        return List.of(single(file, name, head));
    }

    private SourceFile single(Path file, String name, byte[] head) {
        if (Magic.OLE2.starts(head)) {
            throw new TidebankException(
                    FormatError.FORMAT_UNKNOWN,
                    "%s is an old Excel file (.xls): save it as .xlsx or as CSV".formatted(name));
        }
        Compression compression = Compression.of(head);
        ContentPass content = ContentPass.over(file, name, compression, progress);
        if (content.bytes() == 0) {
            throw new TidebankException(FormatError.FILE_EMPTY, "%s is empty".formatted(name));
        }
        if (Magic.PARQUET.starts(head)) {
            return ParquetHead.read(duckDb, file, name, content);
        }
        if (Magic.ZIP.starts(head)) {
            return workbook(file, name, content);
        }
        return text(file, name, compression, content);
    }

    private SourceFile workbook(Path file, String name, ContentPass content) {
        Path target = scratch.file(".csv");
        SourceFile.Sheet sheet = ExcelText.write(file, target);
        if (sheet.rows().isEmpty()) {
            throw new TidebankException(FormatError.FILE_EMPTY, "The first sheet of %s is empty".formatted(name));
        }
        String head = new String(
                ContentPass.over(target, name, Compression.NONE, progress).head(), StandardCharsets.UTF_8);
        List<List<String>> sample = Records.parse(head, ',', SAMPLE_RECORDS);
        Dialect dialect = new Dialect(',', sample.getFirst().size());
        return new SourceFile(
                name,
                FileFormat.EXCEL,
                target,
                Compression.NONE,
                dialect,
                content.hash(),
                content.bytes(),
                sample,
                List.of(),
                sheet);
    }

    private SourceFile text(Path file, String name, Compression compression, ContentPass content) {
        TextEncoding encoding = TextEncoding.of(content, name, hints.encoding());
        if (encoding.isUtf8()) {
            String head = withoutMark(content.head(), encoding.mark());
            if (content.notUtf8At() >= 0 && head.stripLeading().startsWith("{")) {
                throw new TidebankException(
                        FormatError.ENCODING_UNKNOWN,
                        "%s should be UTF-8, but its byte %,d is not".formatted(name, content.notUtf8At()));
            }
            return delimitedOrJson(file, name, compression, content, head);
        }
        Path target = scratch.file(".txt");
        Transcoder.toUtf8(file, name, compression, encoding, target);
        byte[] head = ContentPass.over(target, name, Compression.NONE, progress).head();
        return delimitedOrJson(target, name, Compression.NONE, content, withoutMark(head, 0));
    }

    private SourceFile delimitedOrJson(
            Path readable, String name, Compression compression, ContentPass content, String head) {
        String start = head.stripLeading();
        if (start.isEmpty() || start.indexOf('\u0000') >= 0) {
            throw new TidebankException(
                    start.isEmpty() ? FormatError.FILE_EMPTY : FormatError.FORMAT_UNKNOWN,
                    start.isEmpty() ? "%s holds no rows".formatted(name) : "%s is no text".formatted(name));
        }
        boolean json = start.charAt(0) == '{';
        if (start.startsWith("[{")) {
            throw new TidebankException(
                    FormatError.FORMAT_UNKNOWN,
                    "%s is one JSON array: write it as JSON lines, one object per line".formatted(name));
        }
        Dialect dialect = json ? new Dialect('\u0001', 1) : Dialect.detect(start, hints.delimiter());
        List<List<String>> sample =
                json ? JsonHead.sample(start) : Records.parse(start, dialect.delimiter(), SAMPLE_RECORDS);
        return new SourceFile(
                name,
                json ? FileFormat.JSON_LINES : FileFormat.DELIMITED,
                readable,
                compression,
                dialect,
                content.hash(),
                content.bytes(),
                sample,
                List.of(),
                SourceFile.Sheet.NONE);
    }

    /** A cut inside a character at the end of the head shows as one odd character in the last record: harmless. */
    private static String withoutMark(byte[] head, int mark) {
        return new String(head, mark, head.length - mark, StandardCharsets.UTF_8);
    }

    private static byte[] head(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(MAGIC_BYTES);
        } catch (IOException e) {
            throw new TidebankException(
                    FormatError.FILE_UNREADABLE, "%s cannot be read: check its permissions".formatted(file), e);
        }
    }
}
