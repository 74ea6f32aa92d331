package io.tidebank.market.life;

import io.tidebank.market.draft.Draft;
import io.tidebank.market.draft.Fault;
import io.tidebank.market.draft.Kind;
import io.tidebank.market.plan.Calendar;

/** What has really come out. Touches are counted once, however often they were sent; dirt is counted apart. */
public final class Tally {

    private static final int LATE_SECONDS = 86_400;
    private static final int STAGES = Stage.values().length;

    private final long[] byKind = new long[Kind.values().length];
    private final long[] byFault = new long[Fault.values().length];
    private final long[] stageDays = new long[STAGES];
    private final long[] moves = new long[STAGES * STAGES];
    private final AdTally ads;
    private long people;
    private long buyers;
    private long repeatBuyers;
    private long late;
    private long orders;
    private long guestOrders;
    private long sales;
    private long guestSales;
    private long refunds;

    /** @param calendar the market's days, by which ads are counted */
    public Tally(Calendar calendar) {
        this.ads = new AdTally(calendar);
    }

    /** Counts a person who was touched at all. */
    void countPerson(Person person) {
        people++;
        buyers += person.orders() > 0 ? 1 : 0;
        repeatBuyers += person.orders() > 1 ? 1 : 0;
    }

    /** Counts one day of a person's, from the stage of its morning to that of its evening. */
    void countDay(Stage morning, Stage evening) {
        stageDays[morning.ordinal()]++;
        moves[morning.ordinal() * STAGES + evening.ordinal()]++;
    }

    void count(Draft draft) {
        byFault[draft.fault.ordinal()]++;
        if (draft.fault != Fault.NONE) {
            return;
        }
        byKind[draft.kind.ordinal()]++;
        ads.count(draft);
        late += draft.delay >= LATE_SECONDS ? 1 : 0;
        switch (draft.kind) {
            case ORDER -> {
                sales += draft.amount;
                guestSales += draft.ids == 0 ? draft.amount : 0;
            }
            case PAY -> {
                orders++;
                guestOrders += draft.ids == 0 ? 1 : 0;
            }
            case REFUND -> refunds += draft.amount;
            default -> {}
        }
    }

    /** Adds what another thread has counted. */
    public void add(Tally other) {
        add(byKind, other.byKind);
        add(byFault, other.byFault);
        add(stageDays, other.stageDays);
        add(moves, other.moves);
        ads.add(other.ads);
        people += other.people;
        buyers += other.buyers;
        repeatBuyers += other.repeatBuyers;
        late += other.late;
        orders += other.orders;
        guestOrders += other.guestOrders;
        sales += other.sales;
        guestSales += other.guestSales;
        refunds += other.refunds;
    }

    private static void add(long[] counts, long[] others) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += others[i];
        }
    }

    public AdTally ads() {
        return ads;
    }

    /** Days that people of this stage lived through, counted by the stage in the morning. */
    public long days(Stage stage) {
        return stageDays[stage.ordinal()];
    }

    /** Days that began in one stage and ended in the other. */
    public long moves(Stage from, Stage to) {
        return moves[from.ordinal() * STAGES + to.ordinal()];
    }

    /** Rows written: touches, what was sent twice, and dirt. */
    public long rows() {
        long rows = 0;
        for (long count : byFault) {
            rows += count;
        }
        return rows;
    }

    public long touches() {
        return count(Fault.NONE);
    }

    public long count(Kind kind) {
        return byKind[kind.ordinal()];
    }

    public long count(Fault fault) {
        return byFault[fault.ordinal()];
    }

    public long people() {
        return people;
    }

    /** People with an order, and those of them with another. */
    public long buyers() {
        return buyers;
    }

    public long repeatBuyers() {
        return repeatBuyers;
    }

    public long late() {
        return late;
    }

    public long orders() {
        return orders;
    }

    public long guestOrders() {
        return guestOrders;
    }

    /** In 10⁻⁴ of the currency, like all money here. */
    public long sales() {
        return sales;
    }

    public long guestSales() {
        return guestSales;
    }

    public long refunds() {
        return refunds;
    }
}
