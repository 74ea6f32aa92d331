package io.tidebank.server.wire;

import io.tidebank.access.ApiToken;
import io.tidebank.access.IssuedToken;
import io.tidebank.access.Scope;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A token at the one moment when it can be read.
 *
 * @param token the whole of it, as it is sent
 * @param expiresAt null for never
 */
public record NewToken(
        String name,
        String token,
        String id,
        List<String> scopes,
        List<String> brands,
        @Nullable Instant expiresAt) {

    public static NewToken of(IssuedToken issued) {
        ApiToken token = issued.token();
        return new NewToken(
                token.name(),
                issued.secret(),
                token.id(),
                token.scopes().stream().sorted().map(Scope::label).toList(),
                token.brands().stream().sorted().toList(),
                token.expiresAt());
    }

    /** Hidden, so that no log shows it. */
    @Override
    public String toString() {
        return "NewToken[name=%s, id=%s, token=hidden]".formatted(name, id);
    }
}
