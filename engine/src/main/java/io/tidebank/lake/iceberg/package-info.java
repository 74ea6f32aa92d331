/** The lake's tables in the terms of Iceberg: schemas, metrics, and files on the local disk without Hadoop. */
@NullMarked
package io.tidebank.lake.iceberg;

import org.jspecify.annotations.NullMarked;
