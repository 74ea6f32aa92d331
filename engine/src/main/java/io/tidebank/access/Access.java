package io.tidebank.access;

import io.tidebank.collect.table.HomeTables;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;

/**
 * Who may do what with a home.
 *
 * @param tokens for programs
 * @param owners the people to whom it belongs, and the browsers that are known
 * @param changes who changed what
 */
public record Access(Tokens tokens, Owners owners, ChangeLog changes) {

    /** Opens the access of the home in this folder, which has these brands. */
    public static Access open(Path home, Supplier<List<String>> brands, Clock clock) {
        HomeTables tables = AccessTables.open(home);
        ChangeLog changes = new ChangeLog(tables, clock);
        return new Access(
                new Tokens(new TokenStore(tables), brands, changes, clock),
                new Owners(new OwnerStore(tables), changes, clock),
                changes);
    }

    /** Whether anyone from another machine can let others in: an admin's token works, or an owner has opened a link. */
    public boolean hasAdministrator() {
        return tokens.anyAdmin() || owners.list().stream().anyMatch(owner -> owner.joinedAt() != null);
    }
}
