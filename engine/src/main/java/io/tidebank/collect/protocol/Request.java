package io.tidebank.collect.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a body turned out to be: events, or nothing that can be taken. */
public sealed interface Request {

    /**
     * A body that could be read.
     *
     * @param call what is known of the request besides its body
     * @param writeKey in the body; null if it is not there
     * @param events that the protocol allows
     * @param bad events that it does not allow, or that cannot be kept
     * @param ignored calls without effect, by what they are called: {@code alias} of a user with itself
     */
    record Accepted(Call call, @Nullable String writeKey, List<Event> events, List<BadEvent> bad, List<String> ignored)
            implements Request {
        public Accepted {
            events = List.copyOf(events);
            bad = List.copyOf(bad);
            ignored = List.copyOf(ignored);
        }

        /** How many events came, whatever they are. */
        public int size() {
            return events.size() + bad.size() + ignored.size();
        }

        /** One without effect, for what the sender called. */
        public static Accepted ignoring(Call call, String label) {
            return new Accepted(call, null, List.of(), List.of(), List.of(label));
        }
    }

    /**
     * A body of which nothing can ever be taken.
     *
     * @param code for programs
     * @param message for people; nothing of the body is in it
     */
    record Refused(Code code, String message) implements Request {}

    /** Why a whole request is refused. */
    enum Code {
        /** It is not JSON in UTF-8. */
        INVALID_JSON,
        /** It is JSON of another shape. */
        INVALID_REQUEST,
        /** It, or the one event in it, is larger than allowed. */
        TOO_LARGE,
        /** There are more events in it than allowed. */
        TOO_MANY_EVENTS
    }
}
