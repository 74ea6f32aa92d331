package io.tidebank.market.life;

import io.tidebank.market.draft.Dice;
import io.tidebank.market.draft.Identifier;
import io.tidebank.market.draft.Kind;
import io.tidebank.market.plan.Calendar;
import io.tidebank.market.plan.Catalogue;
import io.tidebank.market.plan.Channel;
import io.tidebank.market.plan.Shop;
import io.tidebank.market.plan.Texts;
import io.tidebank.market.plan.Touchpoint;
import java.util.List;

/** A session: somebody comes in by a channel, looks around and does what his interest is worth. */
final class Browsing {

    private static final double WALKS_INTO_SHOP = 0.12;
    private static final double STAYS_LOGGED_IN = 0.8;

    private final Dice dice;
    private final Pen pen;
    private final Calendar calendar;
    private final Catalogue catalogue;
    private final Texts texts;
    private final List<Channel> channels;
    private final double[] ways;
    private final double[] onlineShops = Shop.onlineShares();

    private long clock;
    private int device;
    private int ids;
    private int lastItem;
    private Shop shop = Shop.FLAGSHIP;

    Browsing(Surroundings market, Dice dice, Pen pen) {
        this.dice = dice;
        this.pen = pen;
        calendar = market.calendar();
        catalogue = market.catalogue();
        texts = market.texts();
        channels = market.planted().channels();
        ways = Dice.cumulative(channels.stream().mapToDouble(Channel::visits).toArray());
    }

    /** When the last session ended. */
    long clock() {
        return clock;
    }

    int device() {
        return device;
    }

    int lastItem() {
        return lastItem;
    }

    Shop shop() {
        return shop;
    }

    /** What a logged-in person shows anywhere. */
    int accountIds() {
        return Identifier.USER.bit();
    }

    /** A session on this day; answers the effect of the channel by which it began. */
    double session(Person person, int day, Depth depth) {
        if (person.homeShop != null && depth != Depth.GLANCE && dice.chance(WALKS_INTO_SHOP)) {
            walkIn(person, person.homeShop, day);
            return 1;
        }
        shop = Shop.values()[dice.pick(onlineShops)];
        device = person.anyDevice(dice);
        clock = calendar.online(dice, day);
        Channel channel = channels.get(dice.pick(ways));
        show(person, depth);
        arrive(channel.touchpoint(), day, depth);
        logIn(person, depth);
        look(day, depth);
        deeds(person, day, depth);
        return channel.effect();
    }

    private void walkIn(Person person, Shop homeShop, int day) {
        shop = homeShop;
        device = 0;
        clock = calendar.inStore(dice, day);
        ids = person.tillIds();
        pen.carrying(ids, device, person.context(device));
        Kind entry = dice.chance(0.3) ? Kind.SCAN : Kind.VISIT;
        pen.touch(entry, clock, Touchpoint.of(shop)).shop(shop).write();
        view(day);
    }

    private void show(Person person, Depth depth) {
        boolean known = person.account && (person.loggedIn & 1 << device) != 0 && dice.chance(STAYS_LOGGED_IN);
        int weak = shop == Shop.MINI_PROGRAM && depth != Depth.GLANCE ? Identifier.OPENID.bit() : Person.weakId(device);
        ids = known ? weak | Identifier.USER.bit() : weak;
        pen.carrying(ids, device, person.context(device));
    }

    private void arrive(Touchpoint way, int day, Depth depth) {
        switch (way) {
            case ORGANIC_MARKETPLACE, ORGANIC_WEB -> search(way, depth);
            case CONTENT_NOTE, CONTENT_ARTICLE -> watch(Kind.CONTENT_VIEW, way, day, depth);
            case SHORT_VIDEO_BRAND, SHORT_VIDEO_CREATOR -> watch(Kind.VIDEO_WATCH, way, day, depth);
            case LIVE_STORE, LIVE_HOST -> watch(Kind.LIVE_WATCH, way, day, depth);
            case STORE_HOME, SUBSCRIPTION -> enter(way);
            default -> {
                pen.touch(Kind.CLICK, clock, way).write();
                clock += dice.between(1_000, 6_000);
                enter(Touchpoint.STORE_HOME);
            }
        }
    }

    private void search(Touchpoint way, Depth depth) {
        if (dice.chance(depth.brandSearch)) {
            pen.touch(Kind.BRAND_SEARCH, clock, way)
                    .text(texts.brandQuery(dice))
                    .write();
        } else {
            pen.touch(Kind.SEARCH, clock, way).text(texts.query(dice)).write();
        }
        pass(25);
    }

    private void watch(Kind kind, Touchpoint way, int day, Depth depth) {
        pen.touch(kind, clock, way).content(day).write();
        pass(90);
        if (dice.chance(depth.deed * 0.8)) {
            pen.touch(Kind.INTERACT, clock, way).content(day).write();
            pass(30);
        }
    }

    private void enter(Touchpoint way) {
        pen.touch(Kind.VISIT, clock, way).shop(shop).write();
        pass(15);
    }

    /** The first log-in on a device shows both identifiers: that is how they are linked. */
    private void logIn(Person person, Depth depth) {
        boolean wants = depth == Depth.DECIDED || (depth != Depth.GLANCE && dice.chance(0.5));
        if (!person.account || !wants || (ids & Identifier.USER.bit()) != 0) {
            return;
        }
        ids |= Identifier.USER.bit();
        person.loggedIn |= 1 << device;
        pen.carrying(ids, device, person.context(device));
        pen.touch(Kind.IDENTIFY, clock, Touchpoint.of(shop)).shop(shop).write();
        pass(8);
        ids = accountIds();
        pen.carrying(ids, device, person.context(device));
    }

    private void look(int day, Depth depth) {
        int views = depth == Depth.GLANCE ? dice.geometric(depth.views) : 1 + dice.geometric(depth.views - 1);
        for (int i = 0; i < views; i++) {
            view(day);
            if (dice.chance(depth.favourite)) {
                deed(Kind.FAVOURITE);
            }
            if (depth != Depth.DECIDED && dice.chance(depth.cart)) {
                deed(Kind.CART);
            }
        }
    }

    private void view(int day) {
        lastItem = catalogue.choose(dice, day);
        pen.touch(Kind.VIEW, clock, Touchpoint.of(shop))
                .item(lastItem)
                .shop(shop)
                .write();
        pass(45);
    }

    private void deed(Kind kind) {
        var touch = pen.touch(kind, clock, Touchpoint.of(shop)).item(lastItem).shop(shop);
        if (kind == Kind.CART) {
            touch.quantity(1);
        }
        touch.write();
        pass(12);
    }

    private void deeds(Person person, int day, Depth depth) {
        if (depth == Depth.GLANCE) {
            return;
        }
        if (!person.fan && person.account && dice.chance(depth.deed)) {
            person.fan = true;
            state(Kind.FOLLOW, Touchpoint.SUBSCRIPTION);
        }
        if (dice.chance(depth.deed * 0.6)) {
            state(Kind.SERVICE_CHAT, Touchpoint.SERVICE_CHAT);
        }
        if (calendar.sales(day) && dice.chance(0.35)) {
            state(Kind.COUPON_CLAIM, Touchpoint.of(shop));
        }
        if (person.member && dice.chance(depth.deed)) {
            state(Kind.SAMPLE, Touchpoint.MEMBER_POINTS);
        }
        if (person.inGroup && dice.chance(0.25)) {
            pen.carrying(Identifier.OPENID.bit(), device, person.context(device));
            state(Kind.GROUP_CHAT, Touchpoint.GROUP_VIP);
            pen.carrying(ids, device, person.context(device));
        }
        if (depth != Depth.DECIDED && dice.chance(0.02)) {
            state(Kind.CART_REMOVE, Touchpoint.of(shop));
        }
    }

    private void state(Kind kind, Touchpoint touchpoint) {
        pen.touch(kind, clock, touchpoint).shop(shop).write();
        pass(20);
    }

    private void pass(int seconds) {
        clock += dice.between(seconds * 300, seconds * 1_700);
    }
}
