package io.tidebank.collect.feed.folder;

import io.tidebank.collect.feed.FeedError;
import io.tidebank.error.TidebankException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where files go that were taken: {@code done}, or {@code failed} with a text that says why. */
record Trays(Path inbox, @Nullable String marker) {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** Those that are still there. */
    void done(List<Path> files, Instant now) {
        for (Path file : files.stream().filter(Files::exists).toList()) {
            move(file, free(tray("done"), name(file), now));
        }
    }

    /** @param why what is wrong, and what to do; nothing of what the file holds */
    void failed(List<Path> files, String why, Instant now) {
        for (Path file : files) {
            Path target = free(tray("failed"), name(file), now);
            try {
                // First, so that no file lies there without a reason.
                Files.writeString(target.resolveSibling(name(target) + ".error.txt"), why + "\n");
            } catch (IOException e) {
                throw broken(target, e);
            }
            move(file, target);
        }
    }

    private Path tray(String name) {
        Path tray = inbox.resolve(name);
        try {
            return Files.createDirectories(tray);
        } catch (IOException e) {
            throw broken(tray, e);
        }
    }

    /** The file's own name, or one with the time in it if that is taken. */
    private static Path free(Path tray, String name, Instant now) {
        Path target = tray.resolve(name);
        int dot = name.indexOf('.', 1);
        String stem = dot < 0 ? name : name.substring(0, dot);
        String end = dot < 0 ? "" : name.substring(dot);
        for (int i = 1; Files.exists(target); i++) {
            target = tray.resolve("%s-%s%s%s".formatted(stem, STAMP.format(now), i == 1 ? "" : "-" + i, end));
        }
        return target;
    }

    private void move(Path file, Path target) {
        try {
            Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
            if (marker != null) {
                Files.deleteIfExists(file.resolveSibling(name(file) + marker));
            }
        } catch (IOException e) {
            throw broken(file, e);
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static TidebankException broken(Path file, IOException e) {
        return new TidebankException(
                FeedError.FEED_FAILED,
                "%s cannot be moved or written (%s): Tidebank needs the right to write to the folder"
                        .formatted(file, e.getClass().getSimpleName()),
                e);
    }
}
