/** Iceberg's files on the local disk, without Hadoop: paths as every engine writes them, durable once closed. */
@NullMarked
package io.tidebank.lake.disk;

import org.jspecify.annotations.NullMarked;
