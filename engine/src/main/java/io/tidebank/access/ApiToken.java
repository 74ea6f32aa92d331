package io.tidebank.access;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A token for programs, without its secret.
 *
 * @param id its beginning, which may be shown
 * @param brands the brands that it may know of; empty for all
 * @param expiresAt null for never
 * @param lastUsedAt to the minute; null if it never was
 * @param revokedAt null while it works
 */
public record ApiToken(
        String id,
        String name,
        Set<Scope> scopes,
        Set<String> brands,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt,
        @Nullable Instant revokedAt) {

    public ApiToken {
        scopes = Set.copyOf(scopes);
        brands = Set.copyOf(brands);
    }

    /** Whether it works at a moment. */
    public boolean works(Instant at) {
        return revokedAt == null && (expiresAt == null || at.isBefore(expiresAt));
    }

    /** Whether it would work still, were its time not over. */
    public boolean hasExpired(Instant at) {
        return revokedAt == null && expiresAt != null && !at.isBefore(expiresAt);
    }

    ApiToken used(Instant at) {
        return new ApiToken(id, name, scopes, brands, createdAt, expiresAt, at, revokedAt);
    }

    ApiToken revoked(Instant at) {
        return new ApiToken(id, name, scopes, brands, createdAt, expiresAt, lastUsedAt, at);
    }
}
