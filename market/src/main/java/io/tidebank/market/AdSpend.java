package io.tidebank.market;

import io.tidebank.market.draft.Dice;
import io.tidebank.market.life.AdTally;
import io.tidebank.market.life.Surroundings;
import io.tidebank.market.plan.AdPrice;
import io.tidebank.market.plan.Calendar;
import io.tidebank.market.plan.SalesSeason;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * ad-spend.csv: what the market's ads cost, day by day and touchpoint by touchpoint, as the preset {@code ad-spend} reads
 * it. Impressions and clicks are those of the touches, each day's price is cast around the planted one, and what is spent
 * while a sales season is on or is being warmed up for is spent for it.
 */
final class AdSpend {

    private static final String COLUMNS = "day,touchpoint,play_id,amount,currency,impressions,clicks";
    private static final double SALES_DAYS_DEARER = 1.35;
    private static final double PRICE_SPREAD = 0.1;
    private static final int CENT_SCALE = 2;

    private final MarketSettings settings;
    private final Surroundings surroundings;
    private final AdTally ads;
    private final Dice dice = new Dice();

    AdSpend(MarketSettings settings, Surroundings surroundings, AdTally ads) {
        this.settings = settings;
        this.surroundings = surroundings;
        this.ads = ads;
    }

    void write(Path file) throws IOException {
        Calendar calendar = surroundings.calendar();
        List<String> lines = new ArrayList<>(List.of(COLUMNS));
        for (int day = 0; day < calendar.days(); day++) {
            String play = play(calendar.date(day));
            for (AdPrice price : surroundings.planted().prices()) {
                long shown = ads.shown(day, price.touchpoint());
                long clicked = ads.clicked(day, price.touchpoint());
                if (shown + clicked > 0) {
                    lines.add("%s,%s,%s,%s,%s,%d,%d"
                            .formatted(
                                    calendar.date(day),
                                    price.touchpoint().path(),
                                    play,
                                    amount(day, price, shown, clicked).toPlainString(),
                                    settings.currency().getCurrencyCode(),
                                    shown,
                                    clicked));
                }
            }
        }
        Files.write(file, lines);
    }

    private String play(LocalDate day) {
        return surroundings.planted().seasons().stream()
                .filter(season -> season.on(day) || season.warmsUp(day))
                .map(SalesSeason::code)
                .findFirst()
                .orElse("");
    }

    private BigDecimal amount(int day, AdPrice price, long shown, long clicked) {
        dice.cast(settings.seed(), -1L - day * 64L - price.touchpoint().ordinal());
        double dearer = surroundings.calendar().sales(day) ? SALES_DAYS_DEARER : 1;
        double ordinary = shown / 1000.0 * price.perMille() + clicked * price.perClick();
        return BigDecimal.valueOf(Math.round(100 * ordinary * dearer * dice.longTail(PRICE_SPREAD)), CENT_SCALE);
    }
}
