package io.tidebank.access;

import io.tidebank.error.TidebankException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The API tokens of a home: {@code tb_ID_SECRET}, the first part shown, the second kept as a hash. Checking one costs a
 * hash, and once a minute a note of its use; changes made through this object count at once.
 */
public final class Tokens {

    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._-]{0,63}");
    private static final Pattern FORM = Pattern.compile("tb_([0-9a-f]{8})_([A-Za-z0-9_-]{43})");
    private static final String NO_HASH = Secret.hash("");
    private static final Duration USE_NOTED_EVERY = Duration.ofMinutes(1);

    private final TokenStore store;
    private final Supplier<List<String>> brands;
    private final ChangeLog changes;
    private final Clock clock;
    private final Map<String, TokenStore.Kept> known = new ConcurrentHashMap<>();

    Tokens(TokenStore store, Supplier<List<String>> brands, ChangeLog changes, Clock clock) {
        this.store = store;
        this.brands = brands;
        this.changes = changes;
        this.clock = clock;
        store.all().forEach(kept -> known.put(kept.token().id(), kept));
    }

    /** Makes a token and shows it, this once. */
    public synchronized IssuedToken create(TokenOrder order, Caller by) {
        refuse(faults(order, by));
        if (working(order.name()).isPresent()) {
            throw new TidebankException(
                    AccessError.TOKEN_EXISTS,
                    "A token '%s' works already; revoke it first, or take another name".formatted(order.name()));
        }
        Instant now = now();
        Duration validity = order.validity();
        ApiToken token = new ApiToken(
                freshId(),
                order.name(),
                order.scopes(),
                order.brands(),
                now,
                validity == null ? null : now.plus(validity),
                null,
                null);
        String secret = Secret.random();
        keep(new TokenStore.Kept(token, Secret.hash(secret)));
        changes.add(by, ChangeKind.TOKEN_CREATE, "", token.name());
        return new IssuedToken(token, "tb_%s_%s".formatted(token.id(), secret));
    }

    /** All tokens, also those that no longer work, the latest last. */
    public List<ApiToken> list() {
        return known.values().stream()
                .map(TokenStore.Kept::token)
                .sorted(Comparator.comparing(ApiToken::createdAt).thenComparing(ApiToken::id))
                .toList();
    }

    /** Whether any token works by which everything can be done. */
    public boolean anyAdmin() {
        return list().stream()
                .anyMatch(
                        token -> token.works(clock.instant()) && token.scopes().contains(Scope.ADMIN));
    }

    /** Ends a token, told by its name or id. TOKEN_NOT_FOUND if none such works. */
    public synchronized ApiToken revoke(String nameOrId, Caller by) {
        TokenStore.Kept kept = working(nameOrId)
                .orElseThrow(() -> new TidebankException(
                        AccessError.TOKEN_NOT_FOUND, "No token '%s' works: tidebank token list".formatted(nameOrId)));
        ApiToken revoked = kept.token().revoked(now());
        // In one step with the notes of its use: nothing may write it back as it was.
        known.computeIfPresent(revoked.id(), (id, before) -> {
            TokenStore.Kept after = new TokenStore.Kept(revoked, before.hash());
            store.save(after);
            return after;
        });
        changes.add(by, ChangeKind.TOKEN_REVOKE, "", revoked.name());
        return revoked;
    }

    /** The token that was presented, if it works. Whatever was presented, what is compared takes the same time. */
    public Optional<ApiToken> find(String presented) {
        Matcher form = FORM.matcher(presented);
        boolean formed = form.matches();
        TokenStore.@Nullable Kept kept = formed ? known.get(form.group(1)) : null;
        boolean fits = Secret.fits(formed ? form.group(2) : "", kept == null ? NO_HASH : kept.hash());
        Instant now = clock.instant();
        if (kept == null || !fits || !kept.token().works(now)) {
            return Optional.empty();
        }
        noteUse(kept.token().id(), now);
        return Optional.of(kept.token());
    }

    /** The token that was presented, if its secret is right and only its time is over: its bearer may hear that. */
    public Optional<ApiToken> findExpired(String presented) {
        Matcher form = FORM.matcher(presented);
        TokenStore.@Nullable Kept kept = form.matches() ? known.get(form.group(1)) : null;
        return kept != null
                        && Secret.fits(form.group(2), kept.hash())
                        && kept.token().hasExpired(clock.instant())
                ? Optional.of(kept.token())
                : Optional.empty();
    }

    /** The id of the token that somebody pretends to have, if there is one of that id. */
    public Optional<String> idIn(String presented) {
        Matcher form = FORM.matcher(presented);
        return form.matches() && known.containsKey(form.group(1)) ? Optional.of(form.group(1)) : Optional.empty();
    }

    private void noteUse(String id, Instant now) {
        known.computeIfPresent(id, (key, kept) -> {
            Instant last = kept.token().lastUsedAt();
            if (last != null && now.isBefore(last.plus(USE_NOTED_EVERY))) {
                return kept;
            }
            ApiToken used = kept.token().used(now.truncatedTo(ChronoUnit.SECONDS));
            noteUse(used);
            return new TokenStore.Kept(used, kept.hash());
        });
    }

    /** A disk that takes no note of it is no reason to keep somebody out. */
    private void noteUse(ApiToken used) {
        Instant at = used.lastUsedAt();
        try {
            if (at != null) {
                store.used(used.id(), at);
            }
        } catch (TidebankException e) {
            System.getLogger(Tokens.class.getName())
                    .log(System.Logger.Level.WARNING, "The use of a token could not be noted", e);
        }
    }

    private List<String> faults(TokenOrder order, Caller by) {
        List<String> faults = new ArrayList<>();
        if (!NAME.matcher(order.name()).matches()) {
            faults.add("A token's name has up to 64 letters, digits, dots, dashes and underscores");
        }
        if (order.scopes().isEmpty()) {
            faults.add("A token needs at least one scope");
        }
        order.scopes().stream()
                .filter(scope -> !by.may(scope))
                .forEach(scope ->
                        faults.add("You cannot give scope '%s', which you do not have".formatted(scope.label())));
        if (!order.brands().isEmpty()) {
            order.scopes().stream()
                    .filter(Scope::isForTheWholeHome)
                    .forEach(scope -> faults.add(
                            "Scope '%s' is for the whole home and cannot be held to brands".formatted(scope.label())));
        }
        Set<String> missing = new TreeSet<>(order.brands());
        missing.removeAll(Set.copyOf(brands.get()));
        missing.forEach(brand -> faults.add("There is no brand '%s'".formatted(brand)));
        Duration validity = order.validity();
        if (validity != null && !validity.isPositive()) {
            faults.add("A token must work for some time");
        }
        if (validity != null && validity.compareTo(TokenOrder.LONGEST_VALIDITY) > 0) {
            faults.add("A token works for 100 years at most, unless it never expires");
        }
        return faults;
    }

    private static void refuse(List<String> faults) {
        if (!faults.isEmpty()) {
            throw new TidebankException(AccessError.TOKEN_INVALID, String.join("; ", faults));
        }
    }

    private Optional<TokenStore.Kept> working(String nameOrId) {
        Instant now = clock.instant();
        return known.values().stream()
                .filter(kept -> kept.token().works(now))
                .filter(kept -> kept.token().name().equals(nameOrId)
                        || kept.token().id().equals(nameOrId))
                .findFirst();
    }

    private void keep(TokenStore.Kept kept) {
        store.save(kept);
        known.put(kept.token().id(), kept);
    }

    private String freshId() {
        String id = Secret.randomId();
        return known.containsKey(id) ? freshId() : id;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
