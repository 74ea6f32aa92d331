/** Touches of names that nobody had mapped, made anew once somebody has. */
@NullMarked
package io.tidebank.collect.rederive;

import org.jspecify.annotations.NullMarked;
