package io.tidebank.server.wire;

import io.tidebank.access.Caller;
import io.tidebank.access.Scope;
import java.util.List;

/**
 * Who the caller is and what they may do.
 *
 * @param brands the brands that they may know of; empty for all
 */
public record SessionView(String name, List<String> scopes, List<String> brands) {

    public static SessionView of(Caller caller) {
        return new SessionView(
                caller.name(),
                caller.scopes().stream().sorted().map(Scope::label).toList(),
                caller.brands().stream().sorted().toList());
    }
}
