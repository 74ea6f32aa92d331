package io.tidebank.market.life;

import io.tidebank.market.draft.Dice;
import io.tidebank.market.draft.Draft;
import io.tidebank.market.draft.Identifier;
import io.tidebank.market.draft.Kind;
import io.tidebank.market.plan.Calendar;
import io.tidebank.market.plan.Catalogue;
import io.tidebank.market.plan.Planted;
import io.tidebank.market.plan.Shares;
import io.tidebank.market.plan.Shop;
import io.tidebank.market.plan.Texts;
import io.tidebank.market.plan.Touchpoint;

/** An order from the cart to what the buyer says of it: lines, payment, parcel, review, membership, refund. */
final class Buying {

    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;
    private static final double IN_SHOP = 0.3;
    private static final double MORE_PIECES = 0.22;
    private static final double MORE_PIECES_ON_SALE = 0.5;
    private static final double JOINS_IN_SHOP = 0.55;
    private static final double JOINS_ONLINE = 0.3;
    private static final double JOINS_GROUP = 0.2;
    /** 10⁻⁴ of the currency in a cent. */
    private static final long CENT = 100;

    private final Dice dice;
    private final Pen pen;
    private final Browsing browsing;
    private final Calendar calendar;
    private final Catalogue catalogue;
    private final Texts texts;
    private final Planted planted;

    private Shop shop = Shop.FLAGSHIP;
    private int delay;
    private long firstLine;
    private int firstItem;
    private int lines;

    Buying(Surroundings market, Dice dice, Pen pen, Browsing browsing) {
        this.dice = dice;
        this.pen = pen;
        this.browsing = browsing;
        calendar = market.calendar();
        catalogue = market.catalogue();
        texts = market.texts();
        planted = market.planted();
    }

    /** Orders on this day, and all that follows from it. */
    void order(Person person, int day) {
        if (person.orders >= Draft.MOST_ORDERS) {
            return;
        }
        boolean inShop = person.homeShop != null && dice.chance(IN_SHOP);
        boolean guest = !person.member && dice.chance(planted.shares().guest());
        person.account |= !guest && !inShop;
        long millis = inShop ? atTheTill(person, day) : online(person, day);
        person.orders++;
        person.firstOrderDay = person.firstOrderDay < 0 ? day : person.firstOrderDay;
        int ids = guest ? 0 : inShop ? person.tillIds() : Identifier.USER.bit() | Identifier.PHONE.bit();
        pen.carrying(ids, browsing.device(), person.context(browsing.device()));
        long total = lines(person, day, millis);
        pay(person.orders, total, millis + dice.between(5_000, 240_000));
        fulfil(person, total, millis + 10 * MINUTE, inShop);
        if (!guest) {
            join(person, millis + 15 * MINUTE, inShop);
        }
    }

    private long atTheTill(Person person, int day) {
        shop = person.homeShop == null ? Shop.SHANGHAI_01 : person.homeShop;
        return calendar.inStore(dice, day);
    }

    private long online(Person person, int day) {
        browsing.session(person, day, Depth.DECIDED);
        shop = browsing.shop();
        if (shop.offline()) {
            return browsing.clock() + 5 * MINUTE;
        }
        Touchpoint page = Touchpoint.of(shop);
        long millis = browsing.clock();
        pen.touch(Kind.CART, millis, page)
                .item(browsing.lastItem())
                .quantity(1)
                .shop(shop)
                .write();
        pen.touch(Kind.CHECKOUT, millis + dice.between(5_000, 90_000), page)
                .shop(shop)
                .write();
        return millis + dice.between(95_000, 200_000);
    }

    private long lines(Person person, int day, long millis) {
        lines = 1 + dice.geometric(planted.basketLines() - 1);
        delay = pen.anyDelay();
        long total = 0;
        for (int line = 0; line < lines; line++) {
            int item = line == 0 && !shop.offline() ? browsing.lastItem() : choose(person, day);
            int quantity = 1 + dice.geometric(calendar.sales(day) ? MORE_PIECES_ON_SALE : MORE_PIECES);
            long cents = Math.round(catalogue.item(item).priceCents() * calendar.discount(day)) * quantity;
            if (line == 0) {
                firstLine = cents * CENT;
                firstItem = item;
            }
            total += cents * CENT;
            pen.touch(Kind.ORDER, millis, Touchpoint.of(shop))
                    .item(item)
                    .text(texts.title(item))
                    .quantity(quantity)
                    .amount(cents * CENT)
                    .order(person.orders)
                    .shop(shop)
                    .delay(delay)
                    .write();
        }
        return total;
    }

    /** Of two items that tempt, those who spend more take the dearer one. */
    private int choose(Person person, int day) {
        int one = catalogue.choose(dice, day);
        int other = catalogue.choose(dice, day);
        boolean oneIsDearer =
                catalogue.item(one).priceCents() > catalogue.item(other).priceCents();
        boolean wantsDearer = dice.chance(Math.min(0.95, 0.5 * person.spend));
        return oneIsDearer == wantsDearer ? one : other;
    }

    private void pay(int order, long total, long millis) {
        pen.touch(Kind.PAY, millis, Touchpoint.of(shop))
                .amount(total)
                .order(order)
                .shop(shop)
                .delay(delay)
                .write();
    }

    private void fulfil(Person person, long total, long paid, boolean inShop) {
        Shares shares = planted.shares();
        if (!inShop && dice.chance(shares.cancel())) {
            long cancelled = paid + dice.between(10, 300) * MINUTE;
            trade(person, Kind.CANCEL, cancelled, Touchpoint.AFTER_SALES).write();
            refund(person, total, cancelled + dice.between(2, 60) * MINUTE);
            return;
        }
        long delivered = inShop ? paid : deliver(person, paid);
        if (dice.chance(shares.refund())) {
            long asked = awake(delivered + dice.between(4, 170) * HOUR);
            trade(person, Kind.CASE, asked, Touchpoint.AFTER_SALES)
                    .text(texts.refundReason(dice))
                    .write();
            boolean whole = dice.chance(shares.fullRefund());
            refund(person, whole ? total : part(), awake(asked + dice.between(2, 70) * HOUR));
        } else {
            speak(person, delivered);
        }
    }

    private long part() {
        return lines > 1 ? firstLine : firstLine / (2 * CENT) * CENT;
    }

    private void refund(Person person, long amount, long millis) {
        trade(person, Kind.REFUND, millis, Touchpoint.AFTER_SALES)
                .amount(amount)
                .text(texts.refundReason(dice))
                .write();
    }

    private long deliver(Person person, long paid) {
        long shipped = awake(paid + dice.between(3, 40) * HOUR);
        long delivered = awake(shipped + dice.between(20, 96) * HOUR);
        trade(person, Kind.SHIP, shipped, Touchpoint.LOGISTICS).write();
        trade(person, Kind.DELIVER, delivered, Touchpoint.LOGISTICS).write();
        return delivered;
    }

    /** Some minute of that hour, put off from the night to the day. */
    private long awake(long millis) {
        long ofDay = Math.floorMod(millis - calendar.startMillis(0), 24 * HOUR);
        return millis + dice.below((int) HOUR) + (ofDay < 8 * HOUR ? 8 * HOUR : 0);
    }

    private Pen trade(Person person, Kind kind, long millis, Touchpoint touchpoint) {
        return pen.touch(kind, millis, touchpoint).order(person.orders).shop(shop);
    }

    private void speak(Person person, long delivered) {
        Shares shares = planted.shares();
        if (dice.chance(shares.review())) {
            double mood = dice.unit();
            int polarity = mood < shares.positive() ? 1 : mood < shares.positive() + shares.negative() ? -1 : 0;
            trade(person, Kind.REVIEW, awake(delivered + dice.between(5, 240) * HOUR), Touchpoint.REVIEW)
                    .item(firstItem)
                    .polarity(polarity)
                    .text(texts.opinion(dice, polarity))
                    .write();
        }
        if (dice.chance(shares.share())) {
            trade(person, Kind.SHARE, awake(delivered + dice.between(1, 200) * HOUR), Touchpoint.of(shop))
                    .item(firstItem)
                    .write();
        }
    }

    /** Membership ties the account, the phone, the card and WeChat together. */
    private void join(Person person, long millis, boolean inShop) {
        if (!person.member && dice.chance(inShop ? JOINS_IN_SHOP : JOINS_ONLINE)) {
            person.member = true;
            int account = inShop ? 0 : Identifier.USER.bit();
            int ids = account | Identifier.PHONE.bit() | Identifier.LOYALTY.bit() | Identifier.OPENID.bit();
            pen.carrying(ids, 0, person.context(0));
            pen.touch(Kind.JOIN, millis, Touchpoint.MEMBER_CENTRE).shop(shop).write();
            if (dice.chance(JOINS_GROUP)) {
                person.inGroup = true;
                pen.carrying(Identifier.OPENID.bit(), 0, person.context(0));
                pen.touch(Kind.GROUP_JOIN, millis + 2 * MINUTE, Touchpoint.GROUP_VIP)
                        .write();
            }
        }
    }
}
