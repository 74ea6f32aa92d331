/** The SQL that reads one cell of a file: numbers, times, currency signs, personal values. */
@NullMarked
package io.tidebank.collect.plan.cell;

import org.jspecify.annotations.NullMarked;
