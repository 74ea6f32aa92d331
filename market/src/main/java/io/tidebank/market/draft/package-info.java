/** What a simulated touch is while it is small: a kind, four words of bits, a sink that takes them. */
@NullMarked
package io.tidebank.market.draft;

import org.jspecify.annotations.NullMarked;
