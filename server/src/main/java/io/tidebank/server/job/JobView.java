package io.tidebank.server.job;

import io.tidebank.sql.Answer;
import org.jspecify.annotations.Nullable;

/**
 * A job as callers see it.
 *
 * @param id its number, for /api/v1/jobs/{id}
 * @param kind what it does: import, refresh, ...
 * @param step what it is doing now, in a few words
 * @param done units of the step done
 * @param total units of the step in all; 0 if not known
 * @param result what came out, once it is done
 * @param code why it failed, for programs
 * @param message why it failed, for people
 */
public record JobView(
        String id,
        String kind,
        String brand,
        JobState state,
        String step,
        long done,
        long total,
        @Nullable Answer result,
        @Nullable String code,
        @Nullable String message) {

    /** One that waits for its turn. */
    JobView(String id, String kind, String brand) {
        this(id, kind, brand, JobState.WAITING, "", 0, 0, null, null, null);
    }
}
