package io.tidebank.cli.bank;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Bad rows to be tried again.
 *
 * @param importId the import that put them aside
 * @param mapping a corrected mapping; null for the one they came by
 * @param companions the other files of a mapping of several, to look up in
 */
public record Replay(String importId, @Nullable Path mapping, List<Path> companions) {

    public Replay {
        companions = List.copyOf(companions);
    }
}
