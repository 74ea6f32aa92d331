package io.tidebank.collect.format;

import io.tidebank.digest.Sha256;
import io.tidebank.error.TidebankException;
import io.tidebank.sql.Progress;
import io.tidebank.sql.SqlError;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.ZipException;

/**
 * What one reading of a whole file tells: that it can be read to its end, the hash that names its content, its size,
 * whether it is UTF-8 if it can be text at all, and how it begins.
 *
 * @param hash SHA-256 of the unpacked content, in hex
 * @param bytes size of the unpacked content
 * @param notUtf8At offset of the first byte that is not UTF-8, or -1; -1 for what is no text
 * @param mostlyUtf8 whether it is UTF-8 but for a broken character here and there
 * @param chinese whether what is not UTF-8 reads as Chinese text in GB18030
 * @param head the first bytes
 */
record ContentPass(String hash, long bytes, long notUtf8At, boolean mostlyUtf8, boolean chinese, byte[] head) {

    private static final int HEAD = 1 << 18;
    private static final int CHUNK = 1 << 18;

    static ContentPass over(Path file, String name, Compression compression, Progress progress) {
        try (InputStream packed = Files.newInputStream(file);
                InputStream content = compression.unpack(packed)) {
            return read(content, name, progress);
        } catch (EOFException | ZipException e) {
            throw unreadable(name, "the compressed data is cut off or damaged", e);
        } catch (IOException e) {
            throw unreadable(name, String.valueOf(e.getMessage()), e);
        } catch (RuntimeException e) {
            if (e instanceof TidebankException) {
                throw e;
            }
            throw unreadable(name, "the compressed data is damaged", e);
        }
    }

    private static ContentPass read(InputStream content, String name, Progress progress) throws IOException {
        MessageDigest digest = Sha256.fresh();
        Utf8Check utf8 = new Utf8Check();
        ChineseCheck chinese = new ChineseCheck();
        byte[] chunk = new byte[CHUNK];
        byte[] head = new byte[0];
        boolean text = true;
        long bytes = 0;
        int length;
        while ((length = content.readNBytes(chunk, 0, CHUNK)) > 0) {
            if (bytes == 0) {
                head = Arrays.copyOf(chunk, Math.min(length, HEAD));
                text = !Magic.PARQUET.starts(head) && !Magic.ZIP.starts(head);
            }
            digest.update(chunk, 0, length);
            if (text) {
                utf8.update(chunk, length);
            }
            if (utf8.faultAt() >= 0) {
                chinese.update(chunk, length);
            }
            bytes += length;
            if (progress.cancelled()) {
                throw new TidebankException(SqlError.SQL_CANCELLED, "Reading %s was cancelled".formatted(name));
            }
        }
        return new ContentPass(
                HexFormat.of().formatHex(digest.digest()),
                bytes,
                utf8.faultAt(),
                utf8.isMostlyUtf8(),
                chinese.isChinese(),
                head);
    }

    private static TidebankException unreadable(String name, String why, Exception cause) {
        return new TidebankException(FormatError.FILE_UNREADABLE, "%s cannot be read: %s".formatted(name, why), cause);
    }
}
