package io.tidebank.market.life;

import io.tidebank.market.draft.Dice;
import io.tidebank.market.draft.Identifier;
import io.tidebank.market.draft.Kind;
import io.tidebank.market.plan.Attention;
import io.tidebank.market.plan.Calendar;
import io.tidebank.market.plan.Channel;
import io.tidebank.market.plan.Touchpoint;
import java.util.List;

/** What reaches a person without his doing: advertising and messages. */
final class Hearing {

    private static final double MORE_IMPRESSIONS = 0.6;
    private static final double LANDS = 0.7;
    private static final double CLICKS_OPENED = 0.22;
    private static final double SALES_DAY_MESSAGES = 0.45;

    private final Dice dice;
    private final Pen pen;
    private final Calendar calendar;
    private final Attention attention;
    private final List<Channel> channels;
    private final double[] reach;

    Hearing(Surroundings market, Dice dice, Pen pen) {
        this.dice = dice;
        this.pen = pen;
        calendar = market.calendar();
        attention = market.planted().attention();
        channels = market.planted().channels();
        reach = Dice.cumulative(channels.stream().mapToDouble(Channel::reach).toArray());
    }

    /** Shows a channel's ads once or a few times on a day; answers the channel's effect. */
    double ads(Person person, int day) {
        Channel channel = channels.get(dice.pick(reach));
        int device = person.anyDevice(dice);
        pen.carrying(Person.weakId(device), device, person.context(device));
        int times = 1 + dice.geometric(MORE_IMPRESSIONS);
        for (int i = 0; i < times; i++) {
            long millis = calendar.online(dice, day);
            pen.touch(Kind.IMPRESSION, millis, channel.touchpoint()).write();
            if (dice.chance(channel.clickRate())) {
                click(channel, millis + dice.between(1_000, 9_000));
            }
        }
        return channel.effect();
    }

    private void click(Channel channel, long millis) {
        pen.touch(Kind.CLICK, millis, channel.touchpoint()).write();
        if (dice.chance(LANDS)) {
            pen.touch(Kind.VISIT, millis + dice.between(800, 4_000), Touchpoint.STORE_HOME)
                    .write();
        }
    }

    /** Perhaps writes to somebody who allowed it, which is likelier on a sales day. */
    void message(Person person, int day) {
        double chance = calendar.sales(day) ? SALES_DAY_MESSAGES : attention.messagesPerWeek() / 7;
        if (!dice.chance(chance)) {
            return;
        }
        Touchpoint touchpoint = channelOf(person);
        pen.carrying(idsFor(touchpoint), 0, person.context(0));
        long millis = calendar.startMillis(day) + dice.between(10 * 3_600_000, 11 * 3_600_000);
        pen.touch(Kind.MESSAGE_SENT, millis, touchpoint).content(day).write();
        if (dice.chance(attention.opens())) {
            millis += dice.between(30_000, 6 * 3_600_000);
            pen.touch(Kind.MESSAGE_OPENED, millis, touchpoint).content(day).write();
            if (dice.chance(CLICKS_OPENED)) {
                millis += dice.between(2_000, 30_000);
                pen.touch(Kind.MESSAGE_CLICKED, millis, touchpoint).content(day).write();
            }
        }
    }

    private Touchpoint channelOf(Person person) {
        double way = dice.unit();
        if (!person.member) {
            return Touchpoint.MESSAGE_PUSH;
        }
        if (!person.account || way < 0.3) {
            return Touchpoint.MESSAGE_SMS;
        }
        return way < 0.65 ? Touchpoint.MESSAGE_WECHAT : Touchpoint.MESSAGE_PUSH;
    }

    private static int idsFor(Touchpoint touchpoint) {
        return switch (touchpoint) {
            case MESSAGE_SMS -> Identifier.PHONE.bit();
            case MESSAGE_WECHAT -> Identifier.OPENID.bit();
            default -> Identifier.USER.bit();
        };
    }
}
