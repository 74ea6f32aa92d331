/** Ladders of stages as data, the fold that climbs them, stage intervals and flows. */
@NullMarked
package io.tidebank.ladder;

import org.jspecify.annotations.NullMarked;
