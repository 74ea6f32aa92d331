package io.tidebank.market.write;

import io.tidebank.market.draft.Draft;
import io.tidebank.market.draft.Kind;
import io.tidebank.market.life.Surroundings;
import io.tidebank.market.plan.Calendar;
import io.tidebank.market.plan.Item;
import io.tidebank.market.plan.Shop;
import io.tidebank.market.plan.Touchpoint;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The words that rows are made of, encoded once; indexes as in a {@link Draft}. */
final class Words {

    final byte[][] kinds = words(Kind.values(), Kind::code);
    final byte[][] events = words(Kind.values(), Kind::event);
    final byte[][] touchpoints = words(Touchpoint.values(), Touchpoint::path);
    final byte[][] sources = words(Touchpoint.values(), Touchpoint::source);
    final byte[][] shops = words(Shop.values(), Shop::code);
    final byte[][] items;
    final byte[][] categories;
    final byte[][] lines;
    final byte[][] properties;
    final byte[][] contexts;
    final byte[][] mailings;
    final byte[][] broadcasts;
    final byte[] currency;
    final byte[] market;
    final byte[] importId;
    final byte[] unknownKind = utf8("page_teleport");

    Words(Surroundings market, String importId, String currency, String country) {
        Item[] goods = market.catalogue().items().toArray(Item[]::new);
        items = words(goods, Item::code);
        categories = words(goods, Item::category);
        lines = words(goods, Item::line);
        properties = words(market.texts().properties());
        contexts = words(market.texts().contexts());
        mailings = byDay(market.calendar(), "play-");
        broadcasts = byDay(market.calendar(), "show-");
        this.currency = utf8(currency);
        this.market = utf8(country);
        this.importId = utf8(importId);
    }

    private static byte[][] byDay(Calendar calendar, String prefix) {
        return words(IntStream.range(0, calendar.days())
                .mapToObj(day -> prefix + calendar.date(day))
                .toList());
    }

    private static <T> byte[][] words(T[] things, Function<T, String> word) {
        return words(Stream.of(things).map(word).toList());
    }

    private static byte[][] words(List<String> texts) {
        return texts.stream().map(Words::utf8).toArray(byte[][]::new);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Whether the touchpoint is a mailing: its content is a play, not a broadcast. */
    static boolean isMessage(int touchpoint) {
        return touchpoint >= Touchpoint.MESSAGE_SMS.ordinal() && touchpoint <= Touchpoint.MESSAGE_WECHAT.ordinal();
    }
}
