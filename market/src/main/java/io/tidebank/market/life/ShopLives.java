package io.tidebank.market.life;

import io.tidebank.market.draft.Dice;
import io.tidebank.market.draft.DraftSink;
import io.tidebank.market.draft.Kind;
import io.tidebank.market.plan.Attention;
import io.tidebank.market.plan.Calendar;
import io.tidebank.market.plan.Planted;
import io.tidebank.market.plan.StageRates;
import io.tidebank.market.plan.Touchpoint;

/**
 * People who meet a brand: day by day they may see ads, browse, buy and turn away, by the planted chances. A touch
 * through a channel raises that day's chance to move up by the channel's effect.
 */
public final class ShopLives implements Lives {

    private static final double BUSIEST = 0.95;

    private final Dice dice = new Dice();
    private final Tally tally;
    private final long seed;
    private final Calendar calendar;
    private final Attention attention;
    private final Person person;
    private final Pen pen;
    private final Hearing hearing;
    private final Browsing browsing;
    private final Buying buying;

    private final double discover;
    private final double interest;
    private final double firstOrder;
    private final double loseAware;
    private final double loseInterested;
    private final double loseBuyer;
    private final double loseLoyal;
    private final double comeBack;

    public ShopLives(long seed, Surroundings market) {
        this.seed = seed;
        Planted planted = market.planted();
        calendar = market.calendar();
        tally = new Tally(calendar);
        attention = planted.attention();
        person = new Person(planted);
        pen = new Pen(dice, planted.shares(), calendar.endMillis(), tally);
        hearing = new Hearing(market, dice, pen);
        browsing = new Browsing(market, dice, pen);
        buying = new Buying(market, dice, pen, browsing);
        StageRates rates = planted.stages();
        discover = StageRates.perDay(rates.unawareToAware());
        interest = StageRates.perDay(rates.awareToInterested());
        firstOrder = StageRates.perDay(rates.interestedToBuyer());
        loseAware = StageRates.perDay(rates.awareToLost());
        loseInterested = StageRates.perDay(rates.interestedToLost());
        loseBuyer = StageRates.perDay(rates.buyerToLost());
        loseLoyal = StageRates.perDay(rates.loyalToLost());
        comeBack = StageRates.perDay(rates.lostToAware());
    }

    @Override
    public Person live(long number, DraftSink sink) {
        dice.cast(seed, number);
        person.begin(number, dice);
        pen.begin(person, sink);
        for (int day = 0; day < calendar.days(); day++) {
            Stage morning = person.stage;
            live(day);
            tally.countDay(morning, person.stage);
            if (person.firstDay < 0 && pen.written() > 0) {
                person.firstDay = day;
            }
        }
        if (pen.written() > 0) {
            tally.countPerson(person);
        }
        return person;
    }

    private void live(int day) {
        switch (person.stage) {
            case UNAWARE -> discover(day);
            case AWARE -> aware(day);
            case INTERESTED -> interested(day);
            case BUYER, LOYAL -> customer(day);
            case LOST -> lost(day);
        }
    }

    private void discover(int day) {
        if (dice.chance(discover * calendar.visits(day))) {
            person.stage = Stage.AWARE;
            if (dice.chance(0.8)) {
                hearing.ads(person, day);
            } else {
                browsing.session(person, day, Depth.GLANCE);
            }
        }
    }

    private void aware(int day) {
        double effect = meet(day, attention.awareAds(), attention.awareSessions(), Depth.GLANCE);
        if (dice.chance(interest * effect * calendar.visits(day))) {
            person.stage = Stage.INTERESTED;
            person.account |= dice.chance(0.45);
            browsing.session(person, day, Depth.SEARCHING);
        } else if (dice.chance(loseAware)) {
            lose(day);
        }
    }

    private void interested(int day) {
        double effect = meet(day, attention.interestedAds(), attention.interestedSessions(), Depth.COMPARING);
        if (dice.chance(firstOrder * effect * calendar.orders(day))) {
            person.stage = Stage.BUYER;
            buying.order(person, day);
        } else if (dice.chance(loseInterested)) {
            lose(day);
        }
    }

    private void customer(int day) {
        meet(day, attention.buyerAds(), attention.buyerSessions(), Depth.RETURNING);
        if (dice.chance(person.reorder * calendar.orders(day))) {
            person.stage = Stage.LOYAL;
            buying.order(person, day);
        } else if (dice.chance(person.stage == Stage.LOYAL ? loseLoyal : loseBuyer)) {
            lose(day);
        }
    }

    private void lost(int day) {
        if (dice.chance(attention.lostAds() * person.activity)) {
            hearing.ads(person, day);
        }
        if (dice.chance(comeBack * calendar.visits(day))) {
            person.stage = person.orders > 0 ? Stage.BUYER : Stage.AWARE;
            browsing.session(person, day, Depth.GLANCE);
        }
    }

    private void lose(int day) {
        if (person.fan && dice.chance(0.15)) {
            person.fan = false;
            pen.carrying(browsing.accountIds(), 0, person.context(0))
                    .touch(Kind.UNFOLLOW, calendar.online(dice, day), Touchpoint.SUBSCRIPTION)
                    .write();
        }
        person.stage = Stage.LOST;
        person.lostDay = day;
    }

    /** A day's ads, messages and sessions; answers the strongest effect among the channels met. */
    private double meet(int day, double ads, double sessions, Depth depth) {
        double liveliness = person.activity * calendar.visits(day);
        double effect = 1;
        if (dice.chance(Math.min(BUSIEST, ads * liveliness))) {
            effect = hearing.ads(person, day);
        }
        if (person.member || person.fan) {
            hearing.message(person, day);
        }
        if (dice.chance(Math.min(BUSIEST, sessions * liveliness))) {
            effect = Math.max(effect, browsing.session(person, day, depth));
        }
        return effect;
    }

    @Override
    public Tally tally() {
        return tally;
    }
}
