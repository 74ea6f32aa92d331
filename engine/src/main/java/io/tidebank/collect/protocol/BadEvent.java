package io.tidebank.collect.protocol;

/**
 * An event that cannot become touches.
 *
 * @param index its place in the request, from 0
 * @param reason why
 * @param field the field that is bad, such as {@code properties.revenue}
 * @param raw its JSON as it came, with all that is personal in it: it is for locked quarantine alone
 */
public record BadEvent(int index, BadReason reason, String field, String raw) {

    /** Says nothing of the raw text, so that no log holds it. */
    @Override
    public String toString() {
        return "event %d: %s %s".formatted(index, field, reason.text());
    }
}
