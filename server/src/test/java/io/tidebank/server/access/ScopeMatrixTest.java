package io.tidebank.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidebank.access.Caller;
import io.tidebank.access.Scope;
import io.tidebank.server.Listening;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Every rule of the table, held against every scope, over HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScopeMatrixTest {

    private static final int UNKNOWN = 401;
    private static final int FORBIDDEN = 403;
    private static final int FAULT = 500;

    private final Map<Scope, String> tokens = new EnumMap<>(Scope.class);
    private GuardedServer server;

    @BeforeAll
    void start(@TempDir Path folder) {
        server = new GuardedServer(folder.resolve("home"), Listening.loopback(0));
        for (Scope scope : Scope.values()) {
            tokens.put(scope, server.token(scope.label(), Set.of(), scope));
        }
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void aTokenMayWhatItsScopeSaysAndNothingElse() throws Exception {
        for (Rule rule : AccessTable.rules()) {
            for (Scope scope : Scope.values()) {
                Caller caller = new Caller("x", Set.of(scope), Set.of());
                int status = server.status(call(rule).header("Authorization", "Bearer " + tokens.get(scope)));

                if (rule.need().isMetBy(caller, true)) {
                    assertThat(status)
                            .as("%s with %s", rule.path(), scope)
                            .isNotIn(UNKNOWN, FORBIDDEN)
                            .isLessThan(FAULT);
                } else {
                    assertThat(status).as("%s with %s", rule.path(), scope).isEqualTo(FORBIDDEN);
                }
            }
        }
    }

    @Test
    void whoShowsNothingIsAskedWhoTheyAre() throws Exception {
        for (Rule rule : AccessTable.rules()) {
            if (rule.need() instanceof Need.OneOf) {
                assertThat(server.status(call(rule))).as(rule.path()).isEqualTo(UNKNOWN);
            } else {
                assertThat(server.status(call(rule))).as(rule.path()).isNotIn(UNKNOWN, FORBIDDEN);
            }
        }
    }

    /** The names in a path stand for what is not there, so that nothing is changed by those who may. */
    private HttpRequest.Builder call(Rule rule) {
        String[] parts = rule.path().split(" ", 2);
        String path = parts[1].replace("{brand}", "shop").replace("**", "x").replaceAll("\\{\\w+}", "999");
        return server.request(path)
                .header("Content-Type", "application/json")
                .method(parts[0], parts[0].equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString("{}"));
    }
}
