package io.tidebank.access;

import io.tidebank.error.TidebankException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The owners of a home, and the browsers that are known. A browser becomes known by a one-time link; until there are
 * passwords, a new link is also how an owner comes back.
 */
public final class Owners {

    /** How long a link waits unless it is said otherwise. */
    public static final Duration LINK_VALIDITY = Duration.ofHours(1);

    private static final Duration LONGEST_LINK = Duration.ofDays(7);
    private static final Duration SESSION_VALIDITY = Duration.ofDays(7);
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._@-]{0,63}");

    /** Whose links and sessions those are that belong to no owner: the machine's own user's. */
    private static final String LOCAL = "";

    private final OwnerStore store;
    private final ChangeLog changes;
    private final Clock clock;
    private final Map<String, OwnerStore.Session> sessions = new ConcurrentHashMap<>();

    Owners(OwnerStore store, ChangeLog changes, Clock clock) {
        this.store = store;
        this.changes = changes;
        this.clock = clock;
        store.sessions().forEach(session -> sessions.put(session.hash(), session));
    }

    /** A link by which an owner's browser becomes known; the owner is made if there is none of that name. */
    public synchronized OneTimeLink invite(String owner, Duration validity, Caller by) {
        if (!NAME.matcher(owner).matches()) {
            throw new TidebankException(
                    AccessError.OWNER_INVALID,
                    "An owner's name has up to 64 letters, digits, blanks, dots, dashes, underscores and @");
        }
        requireValid(validity);
        store.add(owner, now());
        changes.add(by, ChangeKind.OWNER_INVITE, "", owner);
        return link(owner, validity);
    }

    /** A link for a browser of the machine's own user. */
    public OneTimeLink localLink() {
        return link(LOCAL, LINK_VALIDITY);
    }

    /** A link for another browser of somebody who is an owner; OWNER_NOT_FOUND for anybody else. */
    public synchronized OneTimeLink linkFor(Caller caller) {
        String owner = list().stream()
                .map(Owner::name)
                .filter(name -> Caller.owner(name).equals(caller))
                .findFirst()
                .orElseThrow(() -> new TidebankException(
                        AccessError.OWNER_NOT_FOUND,
                        "Only owners have links of their own; invite one: tidebank owner invite"));
        return link(owner, LINK_VALIDITY);
    }

    /** Makes a browser known. LINK_SPENT if the key is no link's, or no longer. */
    public synchronized BrowserSession redeem(String key) {
        Instant now = now();
        String owner = store.takeLink(Secret.hash(key), now)
                .filter(this::isKnown)
                .orElseThrow(
                        () -> new TidebankException(
                                AccessError.LINK_SPENT,
                                "This link has been used or has expired. Ask for another: tidebank open, or tidebank owner invite"));
        String cookie = Secret.random();
        OwnerStore.Session session =
                new OwnerStore.Session(Secret.hash(cookie), owner, now, now.plus(SESSION_VALIDITY));
        sessions.values().removeIf(old -> !old.expiresAt().isAfter(now));
        store.addSession(session);
        sessions.put(session.hash(), session);
        Caller caller = caller(session);
        if (!owner.equals(LOCAL)) {
            changes.add(caller, ChangeKind.SESSION_OPEN, "", owner);
        }
        return new BrowserSession(caller, cookie, session.expiresAt());
    }

    /** Who a browser is, by its cookie. What is looked up is a hash: how long that takes tells nothing. */
    public Optional<Caller> find(String cookie) {
        return Optional.ofNullable(sessions.get(Secret.hash(cookie)))
                .filter(session -> clock.instant().isBefore(session.expiresAt()))
                .map(Owners::caller);
    }

    /** Forgets a browser. */
    public void leave(String cookie) {
        String hash = Secret.hash(cookie);
        if (sessions.remove(hash) != null) {
            store.removeSession(hash);
        }
    }

    public List<Owner> list() {
        Instant now = clock.instant();
        return store.owners().stream()
                .map(owner ->
                        new Owner(owner.name(), owner.createdAt(), owner.joinedAt(), (int) sessions.values().stream()
                                .filter(session -> session.owner().equals(owner.name()))
                                .filter(session -> now.isBefore(session.expiresAt()))
                                .count()))
                .toList();
    }

    /** Forgets an owner; browsers and links of theirs are worth nothing from now on. */
    public synchronized void remove(String owner, Caller by) {
        if (store.owners().stream().noneMatch(known -> known.name().equals(owner))) {
            throw new TidebankException(
                    AccessError.OWNER_NOT_FOUND, "No owner '%s': tidebank owner list".formatted(owner));
        }
        store.remove(owner);
        sessions.values().removeIf(session -> session.owner().equals(owner));
        changes.add(by, ChangeKind.OWNER_REMOVE, "", owner);
    }

    private boolean isKnown(String owner) {
        return owner.equals(LOCAL)
                || store.owners().stream().anyMatch(known -> known.name().equals(owner));
    }

    private static void requireValid(Duration validity) {
        if (!validity.isPositive() || validity.compareTo(LONGEST_LINK) > 0) {
            throw new TidebankException(AccessError.OWNER_INVALID, "A link waits between a second and seven days");
        }
    }

    private OneTimeLink link(String owner, Duration validity) {
        String key = Secret.random();
        Instant now = now();
        store.addLink(Secret.hash(key), owner, now, now.plus(validity));
        return new OneTimeLink(key, now.plus(validity));
    }

    private static Caller caller(OwnerStore.Session session) {
        return session.owner().equals(LOCAL) ? Caller.LOCAL_BROWSER : Caller.owner(session.owner());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
