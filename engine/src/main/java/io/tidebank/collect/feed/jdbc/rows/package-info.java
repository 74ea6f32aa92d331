/** Rows of a table or a query of another database: in order, a few at a time, with exact values. */
@NullMarked
package io.tidebank.collect.feed.jdbc.rows;

import org.jspecify.annotations.NullMarked;
