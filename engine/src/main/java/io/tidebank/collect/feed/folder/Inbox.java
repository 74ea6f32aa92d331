package io.tidebank.collect.feed.folder;

import io.tidebank.collect.feed.FeedError;
import io.tidebank.error.TidebankException;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files in a folder, and which of them are whole. It has to be looked at again and again to find out. */
final class Inbox {

    /** Names that programs give to what they have not written to its end. */
    private static final Pattern PASSING =
            Pattern.compile("(?i)[.~].*|.*(\\.(tmp|temp|part|partial|filepart|crdownload|swp|writing)|~)");

    private final FolderSettings settings;
    private final List<PathMatcher> patterns;
    private final Map<Path, Seen> seen = new HashMap<>();
    private final Map<Path, Sight> taken = new HashMap<>();

    Inbox(FolderSettings settings) {
        this.settings = settings;
        this.patterns = settings.files().stream()
                .map(pattern -> FileSystems.getDefault().getPathMatcher("glob:" + pattern))
                .toList();
    }

    /** How a file looks, and since when. */
    private record Seen(Sight sight, long sinceNanos, boolean changing) {}

    /**
     * What a look found.
     *
     * @param whole files that can be taken, by pattern
     * @param still files that may be whole: nobody has written to them since the look before
     * @param changing files that somebody writes to
     */
    record Look(List<List<Path>> whole, List<Path> still, List<Path> changing) {}

    /** Looks into the folder; FEED_UNREACHABLE if it is not there, since then a disk may be missing. */
    Look look() {
        List<List<Path>> whole = new ArrayList<>();
        patterns.forEach(pattern -> whole.add(new ArrayList<>()));
        Look look = new Look(whole, new ArrayList<>(), new ArrayList<>());
        Map<Path, Seen> now = new HashMap<>();
        for (Path file : list()) {
            OptionalInt pattern = pattern(file);
            Sight sight = Sight.of(file).orElse(null);
            if (pattern.isEmpty() || sight == null || sight.equals(taken.get(file))) {
                continue;
            }
            Seen before = seen.get(file);
            Seen after = before != null && before.sight().equals(sight)
                    ? before
                    : new Seen(sight, System.nanoTime(), before != null);
            now.put(file, after);
            if (isWhole(file, after)) {
                whole.get(pattern.getAsInt()).add(file);
            } else if (after.changing() || isUnmarked(file)) {
                look.changing().add(file);
            } else {
                look.still().add(file);
            }
        }
        seen.clear();
        seen.putAll(now);
        return look;
    }

    private List<Path> list() {
        try (Stream<Path> files = Files.list(settings.path())) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new TidebankException(
                    FeedError.FEED_UNREACHABLE,
                    "The folder %s cannot be read: make it, or see to it that its disk is there"
                            .formatted(settings.path()),
                    e);
        }
    }

    private OptionalInt pattern(Path file) {
        Path name = file.getFileName();
        String marker = settings.ready().marker();
        if (PASSING.matcher(name.toString()).matches()
                || (marker != null && name.toString().endsWith(marker))) {
            return OptionalInt.empty();
        }
        for (int i = 0; i < patterns.size(); i++) {
            if (patterns.get(i).matches(name)) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    private boolean isWhole(Path file, Seen look) {
        Duration still = Duration.ofNanos(System.nanoTime() - look.sinceNanos());
        return settings.ready().marker() != null
                ? !isUnmarked(file)
                : still.compareTo(settings.ready().still()) >= 0;
    }

    private boolean isUnmarked(Path file) {
        String marker = settings.ready().marker();
        return marker != null && !Files.exists(file.resolveSibling(file.getFileName() + marker));
    }

    /** How a file looked when it was found whole. */
    Sight sight(Path file) {
        Seen look = seen.get(file);
        return look == null ? new Sight(-1, FileTime.fromMillis(0)) : look.sight();
    }

    /** A file that stays where it is, and was taken as it was found. */
    void took(Path file) {
        taken.put(file, sight(file));
    }
}
