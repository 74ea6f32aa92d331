/** What a file is: its compression, encoding, format and columns, and where each of its records stands. */
@NullMarked
package io.tidebank.collect.format;

import org.jspecify.annotations.NullMarked;
