package io.tidebank.collect.format;

import io.tidebank.error.TidebankException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** A zip of files, unpacked within limits so that a small archive cannot fill the disk. */
final class ZipArchive {

    private static final int MOST_ENTRIES = 1000;
    private static final long MOST_BYTES = 64L << 30;
    /** Deflate shrinks text by some tens at best; a far higher ratio is an attack or a mistake. */
    private static final long MOST_RATIO = 200;

    private static final long RATIO_MATTERS_FROM = 64L << 20;
    private static final int CHUNK = 1 << 16;

    /** A file out of an archive. */
    record Entry(String name, Path file) {}

    private ZipArchive() {}

    /** Whether this is an Excel workbook, which is a zip as well. */
    static boolean isWorkbook(Path file) {
        try (ZipFile zip = open(file)) {
            return zip.getEntry("[Content_Types].xml") != null && zip.getEntry("xl/workbook.xml") != null;
        } catch (IOException e) {
            throw damaged(file, e);
        }
    }

    static List<Entry> unpack(Path file, Scratch scratch) {
        try (ZipFile zip = open(file)) {
            List<? extends ZipEntry> entries =
                    zip.stream().filter(ZipArchive::isData).toList();
            if (entries.size() > MOST_ENTRIES) {
                throw tooLarge(file, "%,d files; at most %,d".formatted(entries.size(), MOST_ENTRIES));
            }
            List<Entry> unpacked = new ArrayList<>();
            long room = Math.min(MOST_BYTES, Math.max(RATIO_MATTERS_FROM, MOST_RATIO * Files.size(file)));
            for (ZipEntry entry : entries) {
                Path target = scratch.file(".entry");
                room -= copy(zip, entry, target, room, file);
                unpacked.add(new Entry(entry.getName(), target));
            }
            return unpacked;
        } catch (IOException e) {
            throw damaged(file, e);
        }
    }

    private static long copy(ZipFile zip, ZipEntry entry, Path target, long room, Path file) throws IOException {
        long bytes = 0;
        byte[] chunk = new byte[CHUNK];
        try (InputStream in = zip.getInputStream(entry);
                OutputStream out = Files.newOutputStream(target)) {
            int length;
            while ((length = in.read(chunk)) > 0) {
                bytes += length;
                if (bytes > room) {
                    throw tooLarge(file, "more than its size allows once unpacked");
                }
                out.write(chunk, 0, length);
            }
        }
        return bytes;
    }

    /** Archives made on a Mac or in Windows carry folders and hidden files beside the data. */
    private static boolean isData(ZipEntry entry) {
        String name = entry.getName();
        String last = name.substring(name.lastIndexOf('/') + 1);
        return !entry.isDirectory() && !last.startsWith(".") && !name.startsWith("__MACOSX/");
    }

    /** Names in archives made in China are often GBK; that charset reads ASCII and, by flag, UTF-8 names as well. */
    private static ZipFile open(Path file) throws IOException {
        return new ZipFile(file.toFile(), Charset.forName("GB18030"));
    }

    private static TidebankException tooLarge(Path file, String what) {
        return new TidebankException(
                FormatError.ARCHIVE_TOO_LARGE,
                "%s holds %s. Unpack it and import the files".formatted(file.getFileName(), what));
    }

    private static TidebankException damaged(Path file, IOException e) {
        String why = e instanceof ZipException ? "the archive is cut off or damaged" : String.valueOf(e.getMessage());
        return new TidebankException(
                FormatError.FILE_UNREADABLE, "%s cannot be read: %s".formatted(file.getFileName(), why), e);
    }
}
