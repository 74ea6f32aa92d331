package io.tidebank.market.life;

import io.tidebank.market.draft.Dice;
import io.tidebank.market.draft.Draft;
import io.tidebank.market.draft.DraftSink;
import io.tidebank.market.draft.Identifier;
import io.tidebank.market.draft.Kind;
import io.tidebank.market.plan.Calendar;
import io.tidebank.market.plan.Catalogue;
import io.tidebank.market.plan.Shares;
import io.tidebank.market.plan.Shop;
import io.tidebank.market.plan.Touchpoint;

/**
 * People for benchmarks: so many touches each on average, with the long tail, the mix of kinds and the rhythm of a
 * real shop, but one identifier and no story.
 */
public final class BenchLives implements Lives {

    private static final Kind[] KINDS = {
        Kind.VIEW,
        Kind.IMPRESSION,
        Kind.VISIT,
        Kind.CLICK,
        Kind.SEARCH,
        Kind.CART,
        Kind.FAVOURITE,
        Kind.ORDER,
        Kind.BRAND_SEARCH,
        Kind.FOLLOW,
        Kind.JOIN,
        Kind.REVIEW
    };
    private static final double[] MIX = Dice.cumulative(40, 24, 9, 6, 4, 5, 3, 2.2, 3, 0.5, 0.3, 0.5);
    private static final Touchpoint[] TOUCHPOINTS = Touchpoint.values();
    private static final double SPREAD = 1.1;
    private static final int MOST_TOUCHES = 20_000;
    private static final long CENT = 100;

    private final Dice dice = new Dice();
    private final Tally tally;
    private final long seed;
    private final double touchesEach;
    private final Calendar calendar;
    private final Catalogue catalogue;
    private final Shares shares;
    private final Person person;
    private final Pen pen;
    private final double[] days;

    public BenchLives(long seed, double touchesEach, Surroundings market) {
        this.seed = seed;
        this.touchesEach = touchesEach;
        calendar = market.calendar();
        tally = new Tally(calendar);
        catalogue = market.catalogue();
        shares = market.planted().shares();
        person = new Person(market.planted());
        pen = new Pen(dice, shares, calendar.endMillis(), tally);
        double[] visits = new double[calendar.days()];
        for (int day = 0; day < visits.length; day++) {
            visits[day] = calendar.visits(day);
        }
        days = Dice.cumulative(visits);
    }

    @Override
    public Person live(long number, DraftSink sink) {
        dice.cast(seed, number);
        person.begin(number, dice);
        pen.begin(person, sink);
        pen.carrying(Identifier.USER.bit(), 0, 0);
        long count = Math.clamp(Math.round(touchesEach * dice.longTail(SPREAD) + dice.unit() - 0.5), 1, MOST_TOUCHES);
        while (pen.written() < count) {
            touch();
        }
        tally.countPerson(person);
        return person;
    }

    private void touch() {
        int day = dice.pick(days);
        long millis = calendar.online(dice, day);
        Kind kind = KINDS[dice.pick(MIX)];
        if (kind == Kind.ORDER && person.orders == Draft.MOST_ORDERS) {
            kind = Kind.VIEW;
        }
        switch (kind) {
            case ORDER -> order(day, millis);
            case REVIEW -> review(millis);
            case VIEW, CART, FAVOURITE ->
                pen.touch(kind, millis, Touchpoint.STORE_ITEM)
                        .item(catalogue.choose(dice, day))
                        .write();
            default ->
                pen.touch(kind, millis, TOUCHPOINTS[dice.below(TOUCHPOINTS.length)])
                        .write();
        }
    }

    private void order(int day, long millis) {
        int item = catalogue.choose(dice, day);
        long amount = Math.round(catalogue.item(item).priceCents() * calendar.discount(day)) * CENT;
        person.orders++;
        trade(Kind.ORDER, millis).item(item).quantity(1).amount(amount).write();
        trade(Kind.PAY, millis + 1_000).amount(amount).write();
        if (dice.chance(shares.refund())) {
            trade(Kind.REFUND, millis + 86_400_000L * dice.between(1, 9))
                    .amount(amount)
                    .write();
        }
    }

    private Pen trade(Kind kind, long millis) {
        return pen.touch(kind, millis, Touchpoint.STORE_ITEM)
                .order(person.orders)
                .shop(Shop.FLAGSHIP);
    }

    private void review(long millis) {
        int polarity = dice.chance(shares.positive()) ? 1 : -1;
        pen.touch(Kind.REVIEW, millis, Touchpoint.REVIEW).polarity(polarity).write();
    }

    @Override
    public Tally tally() {
        return tally;
    }
}
