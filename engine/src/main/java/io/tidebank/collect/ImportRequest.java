package io.tidebank.collect;

import io.tidebank.collect.format.ReadingHints;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to import, and how to understand it. Without preset and mapping a preset is recognised by the columns.
 *
 * @param files the files; an archive stands for the files in it
 * @param preset name of a shipped mapping, or null
 * @param mapping a mapping file of one's own, or null
 * @param source the source that touches carry instead of the mapping's own: tells two shops apart; or null
 * @param hints what need not be guessed about the files
 * @param sender who brings the files
 */
public record ImportRequest(
        List<Path> files,
        @Nullable String preset,
        @Nullable Path mapping,
        @Nullable String source,
        ReadingHints hints,
        Sender sender) {

    public ImportRequest {
        files = List.copyOf(files);
    }

    /** What a person brings. */
    public ImportRequest(
            List<Path> files,
            @Nullable String preset,
            @Nullable Path mapping,
            @Nullable String source,
            ReadingHints hints) {
        this(files, preset, mapping, source, hints, Sender.PERSON);
    }

    /** Who brings files, and so what it means that a report of costs comes again which is not the latest. */
    public enum Sender {
        /** Somebody who knows what he does, or his program: the report is the newest word again. */
        PERSON,
        /** A feed, which finds the same files as often as it looks: it says nothing new. */
        FEED
    }

    /** Files whose preset is recognised by their columns. */
    public static ImportRequest of(Path... files) {
        return new ImportRequest(List.of(files), null, null, null, ReadingHints.NONE);
    }

    /** Files of a preset. */
    public static ImportRequest of(String preset, Path... files) {
        return new ImportRequest(List.of(files), preset, null, null, ReadingHints.NONE);
    }
}
