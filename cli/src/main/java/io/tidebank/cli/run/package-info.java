/** Verbs that run for longer or look at the house itself: serve, demo, market, doctor. */
@NullMarked
package io.tidebank.cli.run;

import org.jspecify.annotations.NullMarked;
