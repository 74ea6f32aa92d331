package io.tidebank.collect.source;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A write key as it is kept: nobody can send with what is known of it here.
 *
 * @param hash of the key
 * @param brand whose source it opens
 * @param source the source's name
 * @param validUntil when it stops; null for never
 */
public record HashedKey(
        String hash, String brand, String source, @Nullable Instant validUntil) {}
