package io.tidebank.market.plan;

import io.tidebank.market.draft.Dice;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;

/** The days of a market by number, and how lively each of them is. */
public final class Calendar {

    private static final double WARM_UP_ORDERS = 0.7;

    private final LocalDate first;
    private final long[] startMillis;
    private final double[] visits;
    private final double[] orders;
    private final double[] discounts;
    private final boolean[] sales;
    private final double[] hours;
    private final double[] storeHours;

    public Calendar(Planted planted, LocalDate end, int days, ZoneId zone) {
        first = end.minusDays(days);
        startMillis = new long[days + 1];
        visits = new double[days];
        orders = new double[days];
        discounts = new double[days];
        sales = new boolean[days];
        for (int day = 0; day <= days; day++) {
            startMillis[day] =
                    first.plusDays(day).atStartOfDay(zone).toInstant().toEpochMilli();
        }
        for (int day = 0; day < days; day++) {
            plan(planted, day);
        }
        hours = cumulative(planted.rhythm().hours());
        storeHours = cumulative(planted.rhythm().storeHours());
    }

    private void plan(Planted planted, int day) {
        LocalDate date = first.plusDays(day);
        Rhythm rhythm = planted.rhythm();
        visits[day] = rhythm.weekdays().get(date.getDayOfWeek().getValue() - 1)
                * rhythm.months().get(date.getMonthValue() - 1);
        orders[day] = visits[day];
        discounts[day] = 1;
        for (SalesSeason season : planted.seasons()) {
            if (season.on(date)) {
                visits[day] *= season.visits();
                orders[day] *= season.orders();
                discounts[day] = season.discount();
                sales[day] = true;
                return;
            }
        }
        if (planted.seasons().stream().anyMatch(season -> season.warmsUp(date))) {
            visits[day] *= 1.25;
            orders[day] *= WARM_UP_ORDERS;
        }
    }

    private static double[] cumulative(List<Double> weights) {
        return Dice.cumulative(weights.stream().mapToDouble(Double::doubleValue).toArray());
    }

    public int days() {
        return visits.length;
    }

    /** The number of the day that a moment of the market falls on. */
    public int day(long millis) {
        int at = Arrays.binarySearch(startMillis, millis);
        return at < 0 ? -at - 2 : at;
    }

    public LocalDate date(int day) {
        return first.plusDays(day);
    }

    public Instant start() {
        return Instant.ofEpochMilli(startMillis[0]);
    }

    /** The midnight with which the market ends. */
    public Instant end() {
        return Instant.ofEpochMilli(endMillis());
    }

    public long endMillis() {
        return startMillis[days()];
    }

    public long startMillis(int day) {
        return startMillis[day];
    }

    /** Factor on visits and impressions. */
    public double visits(int day) {
        return visits[day];
    }

    /** Factor on the chance to buy. */
    public double orders(int day) {
        return orders[day];
    }

    /** What people pay of the list price. */
    public double discount(int day) {
        return discounts[day];
    }

    public boolean sales(int day) {
        return sales[day];
    }

    /** A moment of the day at which somebody comes online. */
    public long online(Dice dice, int day) {
        return within(dice, day, hours);
    }

    /** A moment of the day at which somebody enters a shop. */
    public long inStore(Dice dice, int day) {
        return within(dice, day, storeHours);
    }

    private long within(Dice dice, int day, double[] curve) {
        return startMillis[day] + dice.pick(curve) * 3_600_000L + dice.below(3_600_000);
    }
}
