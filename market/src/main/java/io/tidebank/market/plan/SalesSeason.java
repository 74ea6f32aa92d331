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
                season("new-year-goods", "年货节", "New Year goods", "--01-12", "--01-18", 5, 1.5, 2.2, 0.85),
                season("3.8", "三八节", "Women's Day", "--03-05", "--03-08", 5, 1.8, 3.0, 0.80),
                season("520", "520表白节", "520 gifts", "--05-19", "--05-20", 3, 1.4, 2.0, 0.88),
                season("618-opening", "618开门红", "618 opening", "--05-31", "--06-03", 7, 1.9, 3.2, 0.76),
                season("618", "618", "618", "--06-16", "--06-18", 6, 2.2, 4.2, 0.75),
                season("9.9", "99大促", "9.9", "--09-07", "--09-09", 4, 1.4, 2.0, 0.85),
                season("double-11-opening", "双11开门红", "Double 11 opening", "--10-31", "--11-03", 11, 2.2, 4.5, 0.72),
                season("double-11", "双11", "Double 11", "--11-10", "--11-11", 6, 2.8, 7.0, 0.70),
                season("12.12", "双12", "12.12", "--12-10", "--12-12", 5, 1.6, 2.6, 0.80));
    }

    @SuppressWarnings("checkstyle:ParameterNumber")
    private static SalesSeason season(
            String code,
            String zh,
            String en,
            String from,
            String to,
            int warmUpDays,
            double visits,
            double orders,
            double discount) {
        return new SalesSeason(
                code, zh, en, MonthDay.parse(from), MonthDay.parse(to), warmUpDays, visits, orders, discount);
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
