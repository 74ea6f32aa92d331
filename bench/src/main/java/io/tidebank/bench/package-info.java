/** Speed and memory of the engine, held against the best hand-written SQL over the same files. */
@NullMarked
package io.tidebank.bench;

import org.jspecify.annotations.NullMarked;
