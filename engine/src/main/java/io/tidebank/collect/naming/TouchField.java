package io.tidebank.collect.naming;

/** Columns of a touch that an events file can fill from properties. */
public enum TouchField {
    ITEM("item"),
    CATEGORY("category"),
    PRODUCT_LINE("product_line"),
    STORE("store"),
    MARKET("market"),
    QUANTITY("quantity"),
    CURRENCY("currency"),
    ORDER_ID("order_id"),
    PLAY_ID("play_id"),
    CONTENT_ID("content_id");

    private final String column;

    TouchField(String column) {
        this.column = column;
    }

    /** The column's name. */
    public String column() {
        return column;
    }
}
