/** The touch table in the terms of Iceberg: schema, metrics, and files on the local disk without Hadoop. */
@NullMarked
package io.tidebank.lake.iceberg;

import org.jspecify.annotations.NullMarked;
