/** The methods' models on Apache Spark: the same rows as on DuckDB. */
@NullMarked
package io.tidebank.spark;

import org.jspecify.annotations.NullMarked;
