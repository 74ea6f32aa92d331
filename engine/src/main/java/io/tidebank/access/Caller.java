package io.tidebank.access;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/**
 * Who asks, and what they may do.
 *
 * @param name for the log of changes: {@code local}, {@code token:NAME}, {@code owner:NAME}
 * @param scopes what they may do
 * @param brands the brands that they may know of; empty for all
 */
public record Caller(String name, Set<Scope> scopes, Set<String> brands) {

    /** Someone who has shown nothing. */
    public static final Caller NOBODY = new Caller("nobody", Set.of(), Set.of());

    /** Someone who can read the home's own folder: to keep anything from them would be of no use. */
    public static final Caller LOCAL = new Caller("local", Scope.all(), Set.of());

    /** The same by way of a browser, which also other people's pages can drive: it names no paths on the disk. */
    public static final Caller LOCAL_BROWSER =
            new Caller("local", EnumSet.complementOf(EnumSet.of(Scope.FILES)), Set.of());

    public Caller {
        scopes = Set.copyOf(scopes);
        brands = Set.copyOf(brands);
    }

    /** The bearer of a token. */
    public static Caller of(ApiToken token) {
        return new Caller("token:" + token.name(), token.scopes(), token.brands());
    }

    /** An owner at a browser. */
    public static Caller owner(String name) {
        return new Caller("owner:" + name, Set.of(Scope.ADMIN), Set.of());
    }

    /** Whether anything was shown. */
    public boolean isKnown() {
        return !scopes.isEmpty();
    }

    public boolean may(Scope scope) {
        return scopes.contains(scope) || (scopes.contains(Scope.ADMIN) && scope != Scope.FILES);
    }

    public boolean mayAny(Collection<Scope> wanted) {
        return wanted.stream().anyMatch(this::may);
    }

    /** Whether a brand is theirs to know of. */
    public boolean sees(String brand) {
        return brands.isEmpty() || brands.contains(brand);
    }
}
