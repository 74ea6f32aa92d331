package io.tidebank.server.access;

import static io.tidebank.access.Scope.ADMIN;
import static io.tidebank.access.Scope.FILES;
import static io.tidebank.access.Scope.IMPORT;
import static io.tidebank.access.Scope.MONITOR;
import static io.tidebank.access.Scope.OPERATE;
import static io.tidebank.access.Scope.READ;
import static io.tidebank.access.Scope.SOURCES;
import static io.tidebank.access.Scope.SQL;
import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;

import io.tidebank.access.ChangeKind;
import io.tidebank.access.Scope;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The one place that says which path needs which scope. Patterns are those of the handlers, letter by letter; a test
 * walks all handlers and fails if one is missing here, and nobody may call it then.
 */
public final class AccessTable {

    /** The servlet of senders. */
    public static final String COLLECTION = "collection";

    /** The servlet of other systems that call. */
    public static final String WEBHOOKS = "webhooks";

    /** Servlets whose callers show keys of their own, which the servlet checks; none of the rules below is for them. */
    private static final Set<String> SERVLETS_WITH_KEYS = Set.of(COLLECTION, WEBHOOKS);

    private static final String BRAND = "/api/v1/brands/{brand}";

    private static final List<Rule> PAGES = List.of(
            open("GET /"),
            open("GET /**"),
            open("GET /assets/**"),
            open("GET /health/live"),
            open("GET /health/ready"),
            new Rule("GET /metrics", new Need.OneOfOrLocal(Set.of(MONITOR)), null),
            look("GET /v3/api-docs", Scope.values()),
            look("GET /v3/api-docs.yaml", Scope.values()));

    private static final List<Rule> BRANDS = List.of(
            look("GET /api/v1/brands", Scope.values()),
            change(ChangeKind.BRAND_ADD, "POST /api/v1/brands", ADMIN),
            look("GET " + BRAND, Scope.values()),
            look("GET " + BRAND + "/ladders", READ),
            look("GET " + BRAND + "/stages", READ),
            look("GET " + BRAND + "/stages/trend", READ),
            look("GET " + BRAND + "/flow", READ),
            look("GET " + BRAND + "/flow/summary", READ),
            look("GET " + BRAND + "/assets", READ),
            look("GET " + BRAND + "/assets/basis", READ),
            look("GET " + BRAND + "/assets/trend", READ),
            look("GET " + BRAND + "/assets/change", READ),
            look("GET " + BRAND + "/sales", READ),
            look("GET " + BRAND + "/rates", READ, IMPORT),
            look("GET " + BRAND + "/costs", READ),
            look("GET " + BRAND + "/costs/sums", READ),
            look("GET " + BRAND + "/costs/reports", READ),
            look("GET " + BRAND + "/consumers/{id}", READ),
            look("GET " + BRAND + "/consumers/{id}/timeline", READ),
            look("POST " + BRAND + "/consumers/find", READ),
            look("POST " + BRAND + "/consumers/find/timeline", READ),
            look("POST " + BRAND + "/sql", SQL),
            look("GET " + BRAND + "/live", READ, SOURCES),
            look("GET " + BRAND + "/live/events", READ, SOURCES),
            look("GET " + BRAND + "/live/stream", READ, SOURCES),
            look("GET " + BRAND + "/lake/snapshots", READ, SQL, OPERATE));

    private static final List<Rule> WORK = List.of(
            change(ChangeKind.LAKE_TIDY, "POST " + BRAND + "/lake/tidy", OPERATE),
            change(ChangeKind.REFRESH, "POST " + BRAND + "/refresh", OPERATE),
            look("GET " + BRAND + "/imports", READ, IMPORT, FILES),
            change(ChangeKind.IMPORT_START, "POST " + BRAND + "/imports", FILES),
            look("POST " + BRAND + "/imports/preview", FILES),
            change(ChangeKind.IMPORT_UNDO, "POST " + BRAND + "/imports/{id}/undo", IMPORT),
            change(ChangeKind.RATES_IMPORT, "POST " + BRAND + "/rates", IMPORT),
            change(ChangeKind.COSTS_REPORT, "POST " + BRAND + "/costs", IMPORT),
            look("GET " + BRAND + "/quarantine", IMPORT),
            look("GET " + BRAND + "/quarantine/{importId}", IMPORT),
            change(ChangeKind.QUARANTINE_REPAIR, "POST " + BRAND + "/quarantine/rows/{row}/repair", IMPORT),
            change(ChangeKind.QUARANTINE_DROP, "POST " + BRAND + "/quarantine/{importId}/rows/{row}/drop", IMPORT),
            change(ChangeKind.QUARANTINE_REPLAY, "POST " + BRAND + "/quarantine/{importId}/replay", IMPORT),
            change(ChangeKind.QUARANTINE_FORGET, "POST " + BRAND + "/quarantine/{importId}/forget", IMPORT),
            look("GET /api/v1/jobs", READ, IMPORT, FILES, OPERATE),
            look("GET /api/v1/jobs/{id}", READ, IMPORT, FILES, OPERATE),
            look("GET /api/v1/jobs/{id}/events", READ, IMPORT, FILES, OPERATE),
            change(ChangeKind.JOB_CANCEL, "POST /api/v1/jobs/{id}/cancel", IMPORT, FILES, OPERATE));

    private static final List<Rule> KEYS = List.of(
            look("GET " + BRAND + "/sources", READ, SOURCES),
            change(ChangeKind.SOURCE_CREATE, "POST " + BRAND + "/sources", SOURCES),
            change(ChangeKind.SOURCE_ROTATE, "POST " + BRAND + "/sources/{source}/rotate", SOURCES),
            change(ChangeKind.SOURCE_ENABLE, "POST " + BRAND + "/sources/{source}/enable", SOURCES),
            change(ChangeKind.SOURCE_DISABLE, "POST " + BRAND + "/sources/{source}/disable", SOURCES),
            change(ChangeKind.SOURCE_ALLOW, "POST " + BRAND + "/sources/{source}/allow", SOURCES),
            change(ChangeKind.SOURCE_KIND, "POST " + BRAND + "/sources/{source}/default-kind", SOURCES),
            change(ChangeKind.SOURCE_WEBHOOK, "POST " + BRAND + "/sources/{source}/webhook", SOURCES));

    private static final List<Rule> FEEDS = List.of(
            look("GET " + BRAND + "/feeds", READ, SOURCES),
            look("POST " + BRAND + "/feeds/{feed}/check", SOURCES),
            change(ChangeKind.FEED_RUN, "POST " + BRAND + "/feeds/{feed}/run", OPERATE),
            change(ChangeKind.FEED_PAUSE, "POST " + BRAND + "/feeds/{feed}/pause", OPERATE),
            change(ChangeKind.FEED_RESUME, "POST " + BRAND + "/feeds/{feed}/resume", OPERATE),
            look("GET " + BRAND + "/events/unknown", READ, SOURCES),
            change(ChangeKind.EVENTS_REDERIVE, "POST " + BRAND + "/events/rederive", OPERATE));

    private static final List<Rule> DOORS = List.of(
            open("POST /api/v1/session"),
            open("DELETE /api/v1/session"),
            look("GET /api/v1/session", Scope.values()),
            unlogged("POST /api/v1/session/link", ADMIN),
            look("GET /api/v1/access/tokens", ADMIN),
            unlogged("POST /api/v1/access/tokens", ADMIN),
            unlogged("POST /api/v1/access/tokens/{token}/revoke", ADMIN),
            look("GET /api/v1/access/owners", ADMIN),
            unlogged("POST /api/v1/access/owners", ADMIN),
            unlogged("POST /api/v1/access/owners/{owner}/remove", ADMIN),
            look("GET /api/v1/access/log", ADMIN));

    private static final Map<String, Rule> RULES = Stream.of(PAGES, BRANDS, WORK, KEYS, FEEDS, DOORS)
            .flatMap(List::stream)
            .collect(toUnmodifiableMap(Rule::path, identity()));

    private AccessTable() {}

    /** The rule of a handler; empty if nobody may call it. */
    static Optional<Rule> find(String method, String pattern) {
        String asked = method.equals("HEAD") ? "GET" : method;
        return Optional.ofNullable(RULES.get(asked + " " + pattern));
    }

    /** Whether somebody may call a handler. */
    public static boolean knows(String method, String pattern) {
        return find(method, pattern).isPresent();
    }

    static Collection<Rule> rules() {
        return RULES.values();
    }

    /** Whether a servlet asks for keys of its own. */
    public static boolean hasKeysOfItsOwn(String servlet) {
        return SERVLETS_WITH_KEYS.contains(servlet);
    }

    private static Rule open(String path) {
        return new Rule(path, new Need.Nothing(), null);
    }

    private static Rule look(String path, Scope... scopes) {
        return new Rule(path, new Need.OneOf(EnumSet.copyOf(Arrays.asList(scopes))), null);
    }

    /** A change that is not written down here: the engine does that itself. */
    private static Rule unlogged(String path, Scope... scopes) {
        return look(path, scopes);
    }

    private static Rule change(ChangeKind deed, String path, Scope... scopes) {
        return new Rule(path, new Need.OneOf(EnumSet.copyOf(Arrays.asList(scopes))), deed);
    }
}
