package io.tidebank.cli.access;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import io.tidebank.access.Scope;
import io.tidebank.access.TokenOrder;
import io.tidebank.cli.session.Format;
import io.tidebank.cli.session.Session;
import io.tidebank.server.wire.NewToken;
import io.tidebank.server.wire.WireJson;
import io.tidebank.sql.Answer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The tokens by which programs use a server. */
@Command(
        name = "token",
        description = {
            "The tokens by which programs use a server.",
            "Scopes: read, sql, import, files, sources, operate, monitor, admin."
        },
        synopsisSubcommandLabel = "create|list|revoke")
public final class TokenCommand {

    private final Session session;

    TokenCommand(Session session) {
        this.session = session;
    }

    @Command(
            name = "create",
            description = {
                "Make a token and print it, which cannot be shown again.",
                "--brand holds it to a brand; for several write it once: --brand a,b.",
                "Without --brand it may know of all brands, also those added later."
            })
    int create(
            @Parameters(paramLabel = "NAME", description = "What it is for; the log of changes says it.") String name,
            @Option(
                            names = "--scope",
                            required = true,
                            split = ",",
                            paramLabel = "SCOPE",
                            description = "What it may do; several as --scope read,sql.")
                    List<String> scopes,
            @Option(
                            names = "--expires",
                            paramLabel = "TIME",
                            defaultValue = "90d",
                            converter = ExpiryConverter.class,
                            description = "How long it works: 12h, 90d, never (default: ${DEFAULT-VALUE}).")
                    Expiry expires) {
        Duration validity = expires.after();
        TokenOrder order = new TokenOrder(name, scopes.stream().map(Scope::of).collect(toSet()), brands(), validity);
        return show(session.askAccess(book -> book.create(order)));
    }

    @Command(name = "list", description = "List the tokens, also those that no longer work.")
    int list() {
        return session.show(session.askAccess(book -> book.tokens()));
    }

    @Command(name = "revoke", description = "End a token, at once.")
    int revoke(@Parameters(paramLabel = "NAME", description = "The token's name or id.") String nameOrId) {
        session.askAccess(book -> {
            book.revoke(nameOrId);
            return true;
        });
        session.remark("Token '%s' works no longer".formatted(nameOrId));
        return 0;
    }

    private Set<String> brands() {
        @Nullable String brand = session.options().brand();
        return brand == null ? Set.of() : Set.copyOf(Arrays.asList(brand.split(",", -1)));
    }

    private int show(NewToken made) {
        if (session.options().format() == Format.json) {
            session.out().println(WireJson.mapper().writeValueAsString(made));
            session.out().flush();
            return 0;
        }
        String expires = made.expiresAt() == null ? "never" : made.expiresAt().toString();
        Answer answer = new Answer(
                "",
                "",
                List.of("name", "token", "scopes", "brands", "expires_at"),
                List.of(List.of(
                        made.name(),
                        made.token(),
                        String.join(", ", made.scopes()),
                        made.brands().isEmpty() ? "all" : made.brands().stream().collect(joining(", ")),
                        expires)));
        int code = session.show(answer);
        session.remark("Keep the token: it cannot be shown again. Use it as TIDEBANK_TOKEN with --server URL");
        return code;
    }
}
