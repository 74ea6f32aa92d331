/** Apache Spark on Tidebank's lake: it reads whole snapshots, and the models give it the same rows as DuckDB. */
@NullMarked
package io.tidebank.spark;

import org.jspecify.annotations.NullMarked;
