package io.tidebank.market.life;

import io.tidebank.market.draft.Draft;
import io.tidebank.market.plan.Calendar;
import io.tidebank.market.plan.Touchpoint;

/** How often ads were shown and clicked, by day and touchpoint: what a platform would charge for. */
public final class AdTally {

    private static final int TOUCHPOINTS = Touchpoint.values().length;

    private final Calendar calendar;
    private final long[] shown;
    private final long[] clicked;

    AdTally(Calendar calendar) {
        this.calendar = calendar;
        this.shown = new long[calendar.days() * TOUCHPOINTS];
        this.clicked = new long[calendar.days() * TOUCHPOINTS];
    }

    void count(Draft draft) {
        switch (draft.kind) {
            case IMPRESSION -> shown[place(calendar.day(draft.occurredMillis), draft.touchpoint)]++;
            case CLICK -> clicked[place(calendar.day(draft.occurredMillis), draft.touchpoint)]++;
            default -> {}
        }
    }

    void add(AdTally other) {
        for (int i = 0; i < shown.length; i++) {
            shown[i] += other.shown[i];
            clicked[i] += other.clicked[i];
        }
    }

    public long shown(int day, Touchpoint touchpoint) {
        return shown[place(day, touchpoint.ordinal())];
    }

    public long clicked(int day, Touchpoint touchpoint) {
        return clicked[place(day, touchpoint.ordinal())];
    }

    private static int place(int day, int touchpoint) {
        return day * TOUCHPOINTS + touchpoint;
    }
}
