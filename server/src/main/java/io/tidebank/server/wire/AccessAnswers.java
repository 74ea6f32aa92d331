package io.tidebank.server.wire;

import static java.util.stream.Collectors.joining;

import io.tidebank.access.ApiToken;
import io.tidebank.access.Change;
import io.tidebank.access.Owner;
import io.tidebank.access.Scope;
import io.tidebank.sql.Answer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tokens, owners and changes as tables, a row each. */
public final class AccessAnswers {

    private AccessAnswers() {}

    public static Answer tokens(List<ApiToken> tokens) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (ApiToken token : tokens) {
            rows.add(Arrays.asList(
                    token.name(),
                    token.id(),
                    token.scopes().stream().sorted().map(Scope::label).collect(joining(", ")),
                    token.brands().isEmpty()
                            ? "all"
                            : token.brands().stream().sorted().collect(joining(", ")),
                    text(token.createdAt()),
                    token.expiresAt() == null ? "never" : text(token.expiresAt()),
                    text(token.lastUsedAt()),
                    text(token.revokedAt())));
        }
        return new Answer(
                "",
                "",
                List.of("token", "id", "scopes", "brands", "created_at", "expires_at", "last_used_at", "revoked_at"),
                rows);
    }

    public static Answer owners(List<Owner> owners) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Owner owner : owners) {
            rows.add(Arrays.asList(
                    owner.name(), text(owner.createdAt()), text(owner.joinedAt()), (long) owner.sessions()));
        }
        return new Answer("", "", List.of("owner", "created_at", "joined_at", "browsers"), rows);
    }

    public static Answer changes(List<Change> changes) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Change change : changes) {
            rows.add(Arrays.asList(
                    text(change.at()),
                    change.who(),
                    change.what(),
                    change.brand(),
                    change.subject(),
                    change.outcome()));
        }
        return new Answer("", "", List.of("at", "who", "what", "brand", "subject", "outcome"), rows);
    }

    private static @Nullable String text(@Nullable Instant at) {
        return at == null ? null : at.toString();
    }
}
