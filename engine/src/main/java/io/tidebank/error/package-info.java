/** The one exception of the engine and what its codes are made of. */
@NullMarked
package io.tidebank.error;

import org.jspecify.annotations.NullMarked;
