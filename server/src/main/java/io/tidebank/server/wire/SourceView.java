package io.tidebank.server.wire;

import io.tidebank.collect.source.Source;
import io.tidebank.sql.Answer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A source as callers see it; its write keys are not part of it.
 *
 * @param allowed names of events that it may send, in order; empty for all
 * @param defaultKind kind of events whose name nobody mapped; null for custom
 */
public record SourceView(
        String name,
        boolean enabled,
        List<String> allowed,
        @Nullable String defaultKind,
        Instant createdAt) {

    public static SourceView of(Source source) {
        return new SourceView(
                source.name(),
                source.enabled(),
                List.copyOf(source.allowedInOrder()),
                source.defaultKind(),
                source.createdAt());
    }

    /** Sources as a table, a row each. */
    public static Answer answer(String brand, List<SourceView> sources) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (SourceView source : sources) {
            rows.add(Arrays.asList(
                    source.name(),
                    source.enabled(),
                    String.join(", ", source.allowed()),
                    source.defaultKind() == null ? "custom" : source.defaultKind(),
                    source.createdAt().toString()));
        }
        return new Answer(brand, "", List.of("source", "enabled", "allowed", "default_kind", "created_at"), rows);
    }
}
