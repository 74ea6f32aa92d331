package io.tidebank.market.draft;

/** The identifiers that a person can carry, weakest first; a touch names them by bits. */
public enum Identifier {
    ANONYMOUS("anonymous"),
    DEVICE("device"),
    OPENID("openid"),
    EMAIL("email#"),
    PHONE("phone#"),
    LOYALTY("loyalty"),
    USER("user");

    /** A person has at most this many devices; {@code ANONYMOUS} and {@code DEVICE} exist once for each. */
    public static final int DEVICES = 4;

    private final String type;

    Identifier(String type) {
        this.type = type;
    }

    public String type() {
        return type;
    }

    /** The identifier's bit in a draft. */
    public int bit() {
        return 1 << ordinal();
    }

    /** The number of the identifier among all of its owner's; never two of them the same. */
    public int slot(int device) {
        return ordinal() < 2 ? ordinal() * DEVICES + device : 2 * DEVICES + ordinal();
    }
}
