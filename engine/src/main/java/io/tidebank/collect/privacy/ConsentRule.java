package io.tidebank.collect.privacy;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a person's choice in {@code context.consent.categoryPreferences} means to a brand.
 *
 * @param category that has to be allowed; null if the brand asks for none
 * @param denied what becomes of an event of someone who denied it
 * @param unsaid what becomes of an event that carries no choice
 */
public record ConsentRule(@Nullable String category, Then denied, Then unsaid) {

    /** Every event is kept as it is. */
    public static final ConsentRule NONE = new ConsentRule(null, Then.KEEP, Then.KEEP);

    /** What becomes of an event. */
    public enum Then {
        KEEP,
        /** It counts, and nobody is in it. */
        ANONYMOUS,
        DROP
    }

    /** What becomes of an event with this context. A choice that names other categories alone denies this one. */
    public Then of(JsonNode context) {
        if (category == null) {
            return Then.KEEP;
        }
        JsonNode choices = context.path("consent").path("categoryPreferences");
        if (!choices.isObject()) {
            return unsaid;
        }
        JsonNode choice = choices.path(category);
        return choice.isBoolean() && choice.booleanValue() ? Then.KEEP : denied;
    }
}
