package io.tidebank.market;

import io.tidebank.market.draft.Fault;
import io.tidebank.market.draft.Kind;
import io.tidebank.market.life.Stage;
import io.tidebank.market.life.Surroundings;
import io.tidebank.market.life.Tally;
import io.tidebank.market.plan.Calendar;
import io.tidebank.market.plan.Item;
import io.tidebank.market.plan.Planted;
import io.tidebank.market.plan.Shop;
import io.tidebank.market.plan.Touchpoint;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** truth.json: what the market was planted with, and what has come out. */
record Truth(
        int formatVersion,
        Brand brand,
        Size size,
        Planted planted,
        Realised realised,
        List<Day> calendar,
        List<Place> shops,
        List<Place> touchpoints,
        List<Item> items) {

    private static final int FORMAT_VERSION = 1;
    private static final int MONEY_SCALE = 4;

    record Brand(String code, String zh, String en, String zone, String currency) {}

    record Size(long seed, long people, int days, String firstDay, String lastDay, String story) {}

    record Day(String day, double visits, double orders, double discount, boolean sales) {}

    record Place(String code, String zh, String en) {}

    /** Counts of different, clean touches, except where a name says otherwise; money is a decimal text. */
    record Realised(
            long people,
            long buyers,
            long repeatBuyers,
            long rows,
            long touches,
            long duplicates,
            long late,
            Map<String, Long> dirt,
            Map<String, Long> touchesByKind,
            long orders,
            long guestOrders,
            String sales,
            String guestSales,
            String refunds,
            List<Move> moves) {}

    /** How often people went from one stage of need to another within a day, out of how many days in the first. */
    record Move(String from, String to, long days, long moves) {}

    static Truth of(MarketSettings settings, Surroundings surroundings, Tally tally) {
        Calendar calendar = surroundings.calendar();
        Brand brand = new Brand(
                "demo",
                "汐屿",
                "Xiyu",
                settings.zone().getId(),
                settings.currency().getCurrencyCode());
        Size size = new Size(
                settings.seed(),
                settings.people(),
                settings.days(),
                calendar.date(0).toString(),
                calendar.date(settings.days() - 1).toString(),
                switch (settings.story()) {
                    case MarketSettings.Story.Shop shop -> "shop";
                    case MarketSettings.Story.Bench bench -> "bench";
                });
        return new Truth(
                FORMAT_VERSION,
                brand,
                size,
                settings.planted(),
                realised(tally),
                IntStream.range(0, calendar.days())
                        .mapToObj(day -> day(calendar, day))
                        .toList(),
                places(Shop.values(), shop -> new Place(shop.code(), shop.zh(), shop.en())),
                places(Touchpoint.values(), point -> new Place(point.path(), point.zh(), point.en())),
                surroundings.catalogue().items());
    }

    private static Day day(Calendar calendar, int day) {
        return new Day(
                calendar.date(day).toString(),
                calendar.visits(day),
                calendar.orders(day),
                calendar.discount(day),
                calendar.sales(day));
    }

    private static <T> List<Place> places(T[] all, Function<T, Place> place) {
        return Arrays.stream(all).map(place).toList();
    }

    private static Realised realised(Tally tally) {
        Map<String, Long> dirt = counts(Fault.values(), Truth::code, tally::count);
        dirt.remove("none");
        dirt.remove("duplicate");
        return new Realised(
                tally.people(),
                tally.buyers(),
                tally.repeatBuyers(),
                tally.rows(),
                tally.touches(),
                tally.count(Fault.DUPLICATE),
                tally.late(),
                dirt,
                counts(Kind.values(), Kind::code, tally::count),
                tally.orders(),
                tally.guestOrders(),
                money(tally.sales()),
                money(tally.guestSales()),
                money(tally.refunds()),
                moves(tally));
    }

    private static List<Move> moves(Tally tally) {
        List<Move> moves = new ArrayList<>();
        for (Stage from : Stage.values()) {
            for (Stage to : Stage.values()) {
                if (from != to && tally.moves(from, to) > 0) {
                    moves.add(new Move(code(from), code(to), tally.days(from), tally.moves(from, to)));
                }
            }
        }
        return moves;
    }

    private static String code(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static <T> Map<String, Long> counts(T[] all, Function<T, String> name, ToLongFunction<T> count) {
        return Arrays.stream(all).collect(Collectors.toMap(name, count::applyAsLong, Long::sum, LinkedHashMap::new));
    }

    private static String money(long units) {
        return BigDecimal.valueOf(units, MONEY_SCALE).toPlainString();
    }

    void write(Path file) {
        json().writeValue(file, this);
    }

    /** Names in snake case, as everywhere in the file. */
    static JsonMapper json() {
        return JsonMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build();
    }
}
