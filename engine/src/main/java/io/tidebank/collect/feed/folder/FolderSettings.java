package io.tidebank.collect.feed.folder;

import io.tidebank.collect.feed.FeedSettings;
import io.tidebank.collect.format.ReadingHints;
import io.tidebank.error.TidebankException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What the block {@code folder} of a feed's file says.
 *
 * @param path the folder
 * @param files patterns of the names of files; a file counts for the first that fits
 * @param format how the files are understood
 * @param ready when a file counts as whole
 * @param together whether files are imported in one, as soon as there is one for each pattern
 * @param leave whether files stay where they are once they are imported
 * @param at the time of day to look, in the brand's zone; null to look again and again
 */
record FolderSettings(
        Path path,
        List<String> files,
        Format format,
        Ready ready,
        boolean together,
        boolean leave,
        @Nullable LocalTime at) {

    private static final Duration USUAL_STILLNESS = Duration.ofSeconds(10);

    FolderSettings {
        files = List.copyOf(files);
    }

    /**
     * How files are understood; with neither preset nor mapping by their columns.
     *
     * @param preset name of a shipped mapping, or null
     * @param mapping a mapping file of one's own, or null
     */
    record Format(@Nullable String preset, @Nullable Path mapping, ReadingHints hints) {}

    /**
     * When a file counts as whole.
     *
     * @param still how long its size and time have to stand still
     * @param marker the end of the name of a second, empty file that says so; null if none does
     */
    record Ready(Duration still, @Nullable String marker) {}

    /**
     * Reads the block; METHOD_INVALID with the field if it makes no sense.
     *
     * @param home where relative paths begin
     */
    static FolderSettings of(FeedSettings feed, Path home) {
        JsonNode block = feed.block();
        List<String> files = new ArrayList<>();
        block.path("files").forEach(pattern -> files.add(pattern.asString()));
        String mapping = text(block, "mapping");
        boolean together = block.path("together").asBoolean(false);
        if (together && files.size() < 2) {
            feed.refuse("together", "needs two patterns in `files` at least, one for each of the mapping's files");
        }
        return new FolderSettings(
                home.resolve(block.path("path").asString()).normalize(),
                files.isEmpty() ? List.of("*") : files,
                new Format(text(block, "preset"), mapping == null ? null : home.resolve(mapping), hints(feed)),
                new Ready(
                        block.has("still")
                                ? FeedSettings.span(block.path("still").asString())
                                : USUAL_STILLNESS,
                        text(block, "marker")),
                together,
                block.path("leave").asBoolean(false),
                at(feed));
    }

    private static ReadingHints hints(FeedSettings feed) {
        String delimiter = text(feed.block(), "delimiter");
        Character separator = delimiter == null ? null : delimiter.charAt(0);
        try {
            return new ReadingHints(separator, text(feed.block(), "encoding"));
        } catch (TidebankException e) {
            feed.refuse("encoding", String.valueOf(e.getMessage()));
            return ReadingHints.NONE;
        }
    }

    private static @Nullable LocalTime at(FeedSettings feed) {
        String at = text(feed.block(), "at");
        try {
            return at == null ? null : LocalTime.parse(at);
        } catch (DateTimeException e) {
            feed.refuse("at", "this is no time of the day: write 03:15");
            return null;
        }
    }

    private static @Nullable String text(JsonNode block, String field) {
        return block.path(field).isString() ? block.path(field).asString() : null;
    }
}
