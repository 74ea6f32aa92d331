package io.tidebank.market.draft;

/** What has really come out. Touches are counted once, however often they were sent; dirt is counted apart. */
public final class Tally {

    private static final int LATE_SECONDS = 86_400;

    private final long[] byKind = new long[Kind.values().length];
    private final long[] byFault = new long[Fault.values().length];
    private long people;
    private long late;
    private long orders;
    private long guestOrders;
    private long sales;
    private long guestSales;
    private long refunds;

    /** Counts a person who was touched at all. */
    public void countPerson() {
        people++;
    }

    public void count(Draft draft) {
        byFault[draft.fault.ordinal()]++;
        if (draft.fault != Fault.NONE) {
            return;
        }
        byKind[draft.kind.ordinal()]++;
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
        for (int kind = 0; kind < byKind.length; kind++) {
            byKind[kind] += other.byKind[kind];
        }
        for (int fault = 0; fault < byFault.length; fault++) {
            byFault[fault] += other.byFault[fault];
        }
        people += other.people;
        late += other.late;
        orders += other.orders;
        guestOrders += other.guestOrders;
        sales += other.sales;
        guestSales += other.guestSales;
        refunds += other.refunds;
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
