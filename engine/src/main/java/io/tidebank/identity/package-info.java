/** Who is who: identifiers seen together, consumers and their numbers. */
@NullMarked
package io.tidebank.identity;

import org.jspecify.annotations.NullMarked;
