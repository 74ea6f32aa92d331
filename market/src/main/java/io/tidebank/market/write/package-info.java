/** From drafts in person order to Parquet files in time order, and the truth beside them. */
@NullMarked
package io.tidebank.market.write;

import org.jspecify.annotations.NullMarked;
