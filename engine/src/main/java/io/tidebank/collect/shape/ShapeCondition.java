package io.tidebank.collect.shape;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** Whether a document, or an entry of a list in it, is one that a rule is about. */
sealed interface ShapeCondition {

    boolean holds(Place place, Ages ages);

    /** It is one of these texts. */
    record In(ShapeValue value, Set<String> texts) implements ShapeCondition {
        public In {
            texts = Set.copyOf(texts);
        }

        @Override
        public boolean holds(Place place, Ages ages) {
            String text = value.text(place);
            return text != null && texts.contains(text);
        }
    }

    /** It is none of these texts, or not there. */
    record NotIn(ShapeValue value, Set<String> texts) implements ShapeCondition {
        public NotIn {
            texts = Set.copyOf(texts);
        }

        @Override
        public boolean holds(Place place, Ages ages) {
            String text = value.text(place);
            return text == null || !texts.contains(text);
        }
    }

    /** It is there, or it is not. */
    record Exists(ShapeValue value, boolean wanted) implements ShapeCondition {
        @Override
        public boolean holds(Place place, Ages ages) {
            return (value.of(place) != null) == wanted;
        }
    }

    /** It is a moment not longer ago than that, and than what was told before is known. */
    record Younger(ShapeTime time, Duration than) implements ShapeCondition {
        @Override
        public boolean holds(Place place, Ages ages) {
            Instant moment = time.moment(place);
            return moment != null && ages.isYoung(moment, than);
        }
    }
}
