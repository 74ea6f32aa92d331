package io.tidebank.touch;

/**
 * One column of the touch table, with the Iceberg field id that it keeps for ever.
 *
 * @param fieldId Iceberg field id; never reused
 * @param name column name
 * @param type its type
 */
public record TouchColumn(int fieldId, String name, Type type) {

    /** The few types that the touch table is made of. */
    public enum Type {
        STRING("VARCHAR"),
        /** A whole number of 32 bits. */
        INT("INTEGER"),
        /** A moment in UTC, to the microsecond. */
        TIMESTAMP("TIMESTAMP WITH TIME ZONE"),
        /** decimal(18,4). */
        DECIMAL("DECIMAL(18,4)"),
        /** A list of (type, value), as identifiers are carried. */
        IDENTIFIERS("STRUCT(\"type\" VARCHAR, \"value\" VARCHAR)[]");

        private final String duckDb;

        Type(String duckDb) {
            this.duckDb = duckDb;
        }

        /** The type's name in DuckDB. */
        public String duckDb() {
            return duckDb;
        }
    }
}
