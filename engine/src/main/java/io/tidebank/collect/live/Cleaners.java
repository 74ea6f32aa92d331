package io.tidebank.collect.live;

import io.tidebank.collect.naming.EventNames;
import io.tidebank.collect.privacy.CleanJson;
import io.tidebank.collect.privacy.PersonalFields;
import java.util.HashSet;
import java.util.Set;

/**
 * What a brand keeps of what is said.
 *
 * @param known of people who may be found by their identifiers
 * @param nobody of those who may not: also nothing by which two of their events could be found to belong together
 */
record Cleaners(CleanJson known, CleanJson nobody) {

    static Cleaners of(LiveSettings settings, EventNames names) {
        Set<String> identifying = new HashSet<>(settings.personalFields());
        identifying.addAll(names.identifying());
        return new Cleaners(
                new CleanJson(new PersonalFields(settings.personalFields(), settings.keep())),
                new CleanJson(PersonalFields.ofNobody(identifying)));
    }

    CleanJson of(boolean anonymous) {
        return anonymous ? nobody : known;
    }
}
