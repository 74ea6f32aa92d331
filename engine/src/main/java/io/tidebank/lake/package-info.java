/** The open lake: Iceberg tables on Parquet, written by DuckDB, committed by Iceberg. */
@NullMarked
package io.tidebank.lake;

import org.jspecify.annotations.NullMarked;
