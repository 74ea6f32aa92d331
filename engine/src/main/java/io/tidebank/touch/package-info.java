/** The vocabulary: what a touch is, which columns it has, which kinds there are, how a person's touches are ordered. */
@NullMarked
package io.tidebank.touch;

import org.jspecify.annotations.NullMarked;
