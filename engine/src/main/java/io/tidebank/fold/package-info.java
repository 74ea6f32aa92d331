/** State per consumer, advanced touch by touch in time order, over whole histories and over what is new. */
@NullMarked
package io.tidebank.fold;

import org.jspecify.annotations.NullMarked;
