package io.tidebank.server.access;

import static java.util.stream.Collectors.joining;

import io.tidebank.access.ChangeKind;
import io.tidebank.access.Scope;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may do one thing.
 *
 * @param path the method and the pattern of the handler, such as {@code GET /api/v1/brands/{brand}}
 * @param deed what the log of changes is told; null where nothing is changed, or the engine itself writes it down
 */
record Rule(String path, Need need, @Nullable ChangeKind deed) {

    /** The scopes that a caller lacks, in words. */
    String wanted() {
        Set<Scope> scopes = switch (need) {
            case Need.Nothing() -> Set.of();
            case Need.OneOf(Set<Scope> some) -> some;
            case Need.OneOfOrLocal(Set<Scope> some) -> some;
        };
        return scopes.stream().sorted().map(scope -> "'" + scope.label() + "'").collect(joining(" or "));
    }
}
