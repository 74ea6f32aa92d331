/** The market simulator: shops, people and campaigns with planted truths, written as files of touches. */
@NullMarked
package io.tidebank.market;

import org.jspecify.annotations.NullMarked;
