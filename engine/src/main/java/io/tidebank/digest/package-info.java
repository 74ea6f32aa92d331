/** Digests of texts and bytes. */
@NullMarked
package io.tidebank.digest;

import org.jspecify.annotations.NullMarked;
