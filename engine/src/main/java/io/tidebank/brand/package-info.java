/** The façade: opens a home, and wires everything else for one brand. */
@NullMarked
package io.tidebank.brand;

import org.jspecify.annotations.NullMarked;
