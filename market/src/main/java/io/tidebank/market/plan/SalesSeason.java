package io.tidebank.market.plan;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.List;

/**
 * A shopping festival that comes back every year, with a warm-up in which people look more and buy less.
 *
 * @param code short name
 * @param from first day of the sale
 * @param to last day of the sale
 * @param warmUpDays days before it with more advertising and visits, and fewer orders
 * @param visits factor on visits and impressions on its days
 * @param orders factor on the chance to buy on its days
 * @param discount what people pay of the list price
 */
public record SalesSeason(
        String code,
        String zh,
        String en,
        MonthDay from,
        MonthDay to,
        int warmUpDays,
        double visits,
        double orders,
        double discount) {

    /** The year of a Chinese online shop. */
    public static List<SalesSeason> demo() {
        return List.of(
                new SalesSeason("new-year-goods", "年货节", "New Year goods", day(1, 12), day(1, 18), 5, 1.5, 2.2, 0.85),
                new SalesSeason("3.8", "三八节", "Women's Day", day(3, 5), day(3, 8), 5, 1.8, 3.0, 0.8),
                new SalesSeason("520", "520表白节", "520 gifts", day(5, 19), day(5, 20), 3, 1.4, 2.0, 0.88),
                new SalesSeason("618-opening", "618开门红", "618 opening", day(5, 31), day(6, 3), 7, 1.9, 3.2, 0.76),
                new SalesSeason("618", "618", "618", day(6, 16), day(6, 18), 6, 2.2, 4.2, 0.75),
                new SalesSeason("9.9", "99大促", "9.9", day(9, 7), day(9, 9), 4, 1.4, 2.0, 0.85),
                new SalesSeason(
                        "double-11-opening",
                        "双11开门红",
                        "Double 11 opening",
                        day(10, 31),
                        day(11, 3),
                        11,
                        2.2,
                        4.5,
                        0.72),
                new SalesSeason("double-11", "双11", "Double 11", day(11, 10), day(11, 11), 6, 2.8, 7.0, 0.7),
                new SalesSeason("12.12", "双12", "12.12", day(12, 10), day(12, 12), 5, 1.6, 2.6, 0.8));
    }

    private static MonthDay day(int month, int day) {
        return MonthDay.of(month, day);
    }

    /** Whether the sale is on. */
    public boolean on(LocalDate day) {
        MonthDay at = MonthDay.from(day);
        return !at.isBefore(from) && !at.isAfter(to);
    }

    /** Whether people are being warmed up for it. */
    public boolean warmsUp(LocalDate day) {
        LocalDate opening = from.atYear(day.getYear());
        LocalDate next = opening.isBefore(day) ? from.atYear(day.getYear() + 1) : opening;
        return !day.isBefore(next.minusDays(warmUpDays)) && day.isBefore(next);
    }
}
