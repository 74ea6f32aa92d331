package io.tidebank.market.write;

import io.tidebank.market.plan.Calendar;

/**
 * The market's time in equal slices, a file each: several days, or a part of one if there are very many people. A
 * slice is what has to fit into memory.
 *
 * @param count how many slices
 * @param startMillis where the first begins
 * @param widthMillis how long each is
 */
record Slices(int count, long startMillis, long widthMillis) {

    private static final long TOUCHES_EACH = 400_000;
    private static final long HOUR = 3_600_000;
    private static final long[] WIDTHS = {24, 12, 8, 6, 4, 3, 2, 1};

    static Slices of(Calendar calendar, long expectedTouches) {
        long start = calendar.startMillis(0);
        long span = calendar.endMillis() - start;
        double perDay = Math.max(1, (double) expectedTouches / calendar.days());
        long width = Math.max(1, Math.min(calendar.days(), Math.round(TOUCHES_EACH / perDay))) * 24 * HOUR;
        for (long hours : WIDTHS) {
            if (perDay * hours / 24 > TOUCHES_EACH) {
                width = hours * HOUR;
            }
        }
        return new Slices((int) ((span + width - 1) / width), start, width);
    }

    /** The slice in which something arrives. */
    int at(long arrivalMillis) {
        return (int) Math.clamp((arrivalMillis - startMillis) / widthMillis, 0, count - 1);
    }

    long start(int slice) {
        return startMillis + slice * widthMillis;
    }
}
