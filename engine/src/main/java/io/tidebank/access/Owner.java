package io.tidebank.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person to whom the home belongs.
 *
 * @param joinedAt when they first opened a link of theirs; null if they have not
 * @param sessions browsers in which they are known now
 */
public record Owner(
        String name, Instant createdAt, @Nullable Instant joinedAt, int sessions) {}
