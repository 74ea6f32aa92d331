/** The wire: from the bytes of a collection request to events, each whole or put aside with a reason. Never a failure. */
@NullMarked
package io.tidebank.collect.protocol;

import org.jspecify.annotations.NullMarked;
