/** The planted truth: stages, channels, shops, items, texts and the calendar of one market. */
@NullMarked
package io.tidebank.market.plan;

import org.jspecify.annotations.NullMarked;
