package io.tidebank.market.life;

/** Where a person's need for the brand truly stands; what a ladder sees is only its trace. */
public enum Stage {
    UNAWARE,
    AWARE,
    INTERESTED,
    BUYER,
    LOYAL,
    LOST
}
