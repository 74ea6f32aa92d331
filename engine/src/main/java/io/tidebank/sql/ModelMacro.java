package io.tidebank.sql;

import java.time.ZoneId;

/**
 * A function that models may call although engines name it differently: what depends on the brand's zone is written
 * once here, in the words of each engine, and nowhere in a model.
 */
public enum ModelMacro {
    /** {@code brand_day(moment)}: the day on which a moment falls in the brand's zone. */
    BRAND_DAY(
            "create or replace macro brand_day(moment) as cast(timezone(%s, moment) as date)",
            "create or replace temporary function brand_day(moment timestamp) returns date"
                    + " return to_date(from_utc_timestamp(moment, %s))");

    private final String duckDb;
    private final String spark;

    ModelMacro(String duckDb, String spark) {
        this.duckDb = duckDb;
        this.spark = spark;
    }

    /** The statement that makes the macro known to DuckDB, for good. */
    public String duckDb(ZoneId zone) {
        return duckDb.formatted(DuckDb.literal(zone.getId()));
    }

    /** The statement that makes the macro known to a Spark session, whose own time zone must be UTC. */
    public String spark(ZoneId zone) {
        return spark.formatted(DuckDb.literal(zone.getId()));
    }
}
