package io.tidebank.server.access;

import io.tidebank.access.Caller;
import io.tidebank.access.Scope;
import java.util.Set;

/** What a path asks of its caller. */
sealed interface Need {

    /** Nothing. */
    record Nothing() implements Need {}

    /** One of these scopes. */
    record OneOf(Set<Scope> scopes) implements Need {}

    /** One of these scopes, or to be a program on this machine. */
    record OneOfOrLocal(Set<Scope> scopes) implements Need {}

    /** Whether a caller has it. */
    default boolean isMetBy(Caller caller, boolean local) {
        return switch (this) {
            case Nothing() -> true;
            case OneOf(Set<Scope> scopes) -> caller.mayAny(scopes);
            case OneOfOrLocal(Set<Scope> scopes) -> local || caller.mayAny(scopes);
        };
    }
}
