/** Where live events come from: named sources of a brand, and the write keys by which they are told. */
@NullMarked
package io.tidebank.collect.source;

import org.jspecify.annotations.NullMarked;
