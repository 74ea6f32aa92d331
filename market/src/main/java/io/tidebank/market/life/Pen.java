package io.tidebank.market.life;

import io.tidebank.market.draft.Dice;
import io.tidebank.market.draft.Draft;
import io.tidebank.market.draft.DraftSink;
import io.tidebank.market.draft.Fault;
import io.tidebank.market.draft.Kind;
import io.tidebank.market.plan.Shares;
import io.tidebank.market.plan.Shop;
import io.tidebank.market.plan.Touchpoint;

/**
 * Writes a person's touches down: numbers them, and lets some arrive late, twice or dirty. What happens after the end
 * of the market, or would arrive after it, is not written.
 */
final class Pen {

    private static final Fault[] DIRT = {Fault.FUTURE, Fault.UNKNOWN_KIND, Fault.NEGATIVE_REFUND, Fault.EMPTY_TOUCH_ID};
    private static final int DAY_SECONDS = 86_400;
    private static final int WEEK_SECONDS = 7 * DAY_SECONDS;
    private static final int RESENT_WITHIN = 2 * DAY_SECONDS;
    private static final long DIRT_AMOUNT = 99_0000;

    private final Dice dice;
    private final Shares shares;
    private final long endMillis;
    private final Tally tally;
    private final Draft draft = new Draft();
    private DraftSink sink = written -> {};
    private int sequence;
    private boolean lateDecided;

    Pen(Dice dice, Shares shares, long endMillis, Tally tally) {
        this.dice = dice;
        this.shares = shares;
        this.endMillis = endMillis;
        this.tally = tally;
    }

    void begin(Person person, DraftSink to) {
        draft.person = person.number;
        sink = to;
        sequence = 0;
    }

    /** How many touches the person has so far. */
    int written() {
        return sequence;
    }

    /** Who shows what on which device, for the touches that follow. */
    Pen carrying(int ids, int device, int context) {
        draft.ids = ids;
        draft.device = device;
        draft.context = context;
        return this;
    }

    /** Starts a touch; {@link #write} ends it. */
    Pen touch(Kind kind, long millis, Touchpoint touchpoint) {
        draft.clear();
        draft.kind = kind;
        draft.occurredMillis = millis;
        draft.touchpoint = touchpoint.ordinal();
        lateDecided = false;
        return this;
    }

    Pen item(int item) {
        draft.item = item + 1;
        return this;
    }

    Pen text(int text) {
        draft.text = text;
        return this;
    }

    Pen quantity(int quantity) {
        draft.quantity = quantity;
        return this;
    }

    Pen amount(long amount) {
        draft.amount = amount;
        return this;
    }

    Pen order(int order) {
        draft.order = order;
        return this;
    }

    Pen shop(Shop shop) {
        draft.shop = shop.ordinal() + 1;
        return this;
    }

    Pen polarity(int polarity) {
        draft.polarity = polarity;
        return this;
    }

    /** The broadcast or mailing of this day. */
    Pen content(int day) {
        draft.content = day + 1;
        return this;
    }

    /** Several touches that come in together share one delay. */
    Pen delay(int seconds) {
        draft.delay = seconds;
        lateDecided = true;
        return this;
    }

    /** Seconds until something arrives: a few, or days for the planted share. */
    int anyDelay() {
        return dice.chance(shares.late()) ? dice.between(DAY_SECONDS, WEEK_SECONDS) : dice.below(5);
    }

    void write() {
        if (draft.occurredMillis >= endMillis || sequence >= Draft.MOST_TOUCHES) {
            return;
        }
        if (!lateDecided) {
            draft.delay = anyDelay();
        }
        if (draft.arrivalMillis() >= endMillis) {
            draft.delay = 0;
        }
        draft.sequence = sequence++;
        send();
        sendAgain();
        sendDirt();
    }

    private void send() {
        tally.count(draft);
        sink.take(draft);
    }

    private void sendAgain() {
        if (!dice.chance(shares.duplicate())) {
            return;
        }
        int delay = draft.delay;
        draft.delay += dice.between(1, RESENT_WITHIN);
        draft.fault = Fault.DUPLICATE;
        if (draft.arrivalMillis() < endMillis) {
            send();
        }
        draft.fault = Fault.NONE;
        draft.delay = delay;
    }

    private void sendDirt() {
        if (!dice.chance(shares.dirt()) || sequence >= Draft.MOST_TOUCHES) {
            return;
        }
        draft.fault = DIRT[dice.below(DIRT.length)];
        draft.sequence = sequence++;
        if (draft.fault == Fault.NEGATIVE_REFUND) {
            draft.kind = Kind.REFUND;
            draft.amount = DIRT_AMOUNT;
            draft.order = 0;
        }
        send();
    }
}
