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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where files go that were taken: {@code done}, or {@code failed} with a text that says why. */
record Trays(Path inbox, @Nullable String marker) {

    private static final String DONE = "done";
    private static final String FAILED = "failed";
    private static final String REASON = ".error.txt";
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** Those that are still there. */
    void done(List<Path> files, Instant now) {
        List<Path> there = files.stream().filter(Files::exists).toList();
        Moving moving = Moving.begin(tray(DONE), there, "");
        done(moving, there, now);
    }

    private void done(Moving moving, List<Path> files, Instant now) {
        for (Path file : files) {
            move(file, free(tray(DONE), name(file), now));
        }
        moving.end();
    }

    /** @param why what is wrong, and what to do; nothing of what the file holds */
    void failed(List<Path> files, String why, Instant now) {
        failed(Moving.begin(tray(FAILED), files, why), files, now);
    }

    private void failed(Moving moving, List<Path> files, Instant now) {
        for (Path file : files) {
            Path target = free(tray(FAILED), name(file), now);
            try {
                // First, so that no file lies there without a reason.
                Files.writeString(target.resolveSibling(name(target) + REASON), moving.why() + "\n");
            } catch (IOException e) {
                throw broken(target, e);
            }
            move(file, target);
        }
        moving.end();
    }

    /** Moves the files that an end between two moves has left behind: without the others they are nothing. */
    void finish(Instant now) {
        Moving.left(inbox.resolve(DONE)).ifPresent(moving -> done(moving, moving.files(inbox), now));
        Moving.left(inbox.resolve(FAILED)).ifPresent(moving -> failed(moving, moving.files(inbox), now));
    }

    /** What people should know: files lie among the failed ones, until somebody has dealt with them; null if none does. */
    @Nullable
    String complaint() {
        Path tray = inbox.resolve(FAILED);
        if (!Files.isDirectory(tray)) {
            return null;
        }
        try (Stream<Path> all = Files.list(tray)) {
            List<String> reasons = all.map(Trays::name)
                    .filter(name -> name.endsWith(REASON))
                    .sorted()
                    .toList();
            return reasons.isEmpty()
                    ? null
                    : "%d %s failed: see %s/%s"
                            .formatted(
                                    reasons.size(), reasons.size() == 1 ? "file" : "files", FAILED, reasons.getLast());
        } catch (IOException e) {
            throw broken(tray, e);
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

    static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    static TidebankException broken(Path file, IOException e) {
        return new TidebankException(
                FeedError.FEED_FAILED,
                "%s cannot be moved or written (%s): Tidebank needs the right to write to the folder"
                        .formatted(file, e.getClass().getSimpleName()),
                e);
    }
}
