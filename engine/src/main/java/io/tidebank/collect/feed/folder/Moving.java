package io.tidebank.collect.feed.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Files that go to a tray together. They are noted there before the first one goes, so that an end in between leaves none
 * behind that others of its kind would be imported with.
 *
 * @param note where they are noted
 * @param sights how each of them looked: another file may have its name by now
 * @param why they go, for people; empty if all is well
 */
record Moving(Path note, List<String> sights, String why) {

    private static final String NOTE = ".moving";

    /** Notes them; one that goes alone needs no note. */
    static Moving begin(Path tray, List<Path> files, String why) {
        Path note = tray.resolve(NOTE);
        List<String> sights =
                files.stream().flatMap(file -> sight(file).stream()).toList();
        if (files.size() > 1) {
            List<String> lines = new ArrayList<>(sights);
            lines.add("");
            lines.add(why);
            try {
                Files.write(note, lines);
            } catch (IOException e) {
                throw Trays.broken(note, e);
            }
        }
        return new Moving(note, sights, why);
    }

    /** What was begun and not ended; nothing if all was. */
    static Optional<Moving> left(Path tray) {
        Path note = tray.resolve(NOTE);
        if (!Files.exists(note)) {
            return Optional.empty();
        }
        try {
            List<String> lines = Files.readAllLines(note);
            // One that was cut short was written before anything was moved.
            int end = lines.indexOf("") < 0 ? 0 : lines.indexOf("");
            String why = String.join("\n", lines.subList(Math.min(end + 1, lines.size()), lines.size()));
            return Optional.of(new Moving(note, lines.subList(0, end), why));
        } catch (IOException e) {
            throw Trays.broken(note, e);
        }
    }

    /** Those of them that are still in a folder. */
    List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> sight(file).filter(sights::contains).isPresent())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw Trays.broken(folder, e);
        }
    }

    private static Optional<String> sight(Path file) {
        return Sight.of(file).map(look -> "%d %s %s".formatted(look.size(), look.changed(), Trays.name(file)));
    }

    void end() {
        try {
            Files.deleteIfExists(note);
        } catch (IOException e) {
            throw Trays.broken(note, e);
        }
    }
}
