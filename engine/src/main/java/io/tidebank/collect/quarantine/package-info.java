/** Rows that could not become touches: why, where, their raw text under lock, and a way back. */
@NullMarked
package io.tidebank.collect.quarantine;

import org.jspecify.annotations.NullMarked;
