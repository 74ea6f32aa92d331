package io.tidebank.collect.live;

import org.jspecify.annotations.Nullable;

/**
 * An event that is neither kept nor put aside. Nothing personal is in it.
 *
 * @param label what it is called where operators see it: its name if the brand knows that, else its type; null if
 *     neither can be told
 * @param reason why
 */
public record Dropped(@Nullable String label, Reason reason) {

    /** Why nothing is kept of an event. */
    public enum Reason {
        /** It says nothing of anybody: an alias of a user with itself, a list of people. */
        NO_EFFECT("has no effect"),
        /** The brand keeps nothing, or nothing of this kind, of who has not consented. */
        NO_CONSENT("comes without the person's consent");

        private final String text;

        Reason(String text) {
            this.text = text;
        }

        /** In words. */
        public String text() {
            return text;
        }
    }
}
