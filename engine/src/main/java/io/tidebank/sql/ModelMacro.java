package io.tidebank.sql;

/**
 * A function that models may call although engines name it differently: what depends on the brand's zone and currency is
 * written once here, in the words of each engine, and nowhere in a model.
 */
public enum ModelMacro {
    /** {@code brand_day(moment)}: the day on which a moment falls in the brand's zone. */
    BRAND_DAY(
            "create or replace macro brand_day(moment) as cast(timezone(%s, moment) as date)",
            "create or replace temporary function brand_day(moment timestamp) returns date"
                    + " return to_date(from_utc_timestamp(moment, %s))"),
    /** {@code brand_currency()}: the brand's currency, which money has that names none. */
    BRAND_CURRENCY(
            "create or replace macro brand_currency() as %s",
            "create or replace temporary function brand_currency() returns string return %s");

    private final String duckDb;
    private final String spark;

    ModelMacro(String duckDb, String spark) {
        this.duckDb = duckDb;
        this.spark = spark;
    }

    /**
     * The statement that makes the macro known to DuckDB, for good.
     *
     * @param brands the id of the brand's zone, or its currency
     */
    public String duckDb(String brands) {
        return duckDb.formatted(DuckDb.literal(brands));
    }

    /** The same for this connection alone. */
    public String duckDbAlone(String brands) {
        return duckDb(brands).replace("create or replace macro", "create or replace temp macro");
    }

    /** The statement that makes the macro known to a Spark session, whose own time zone must be UTC. */
    public String spark(String brands) {
        return spark.formatted(DuckDb.literal(brands));
    }
}
