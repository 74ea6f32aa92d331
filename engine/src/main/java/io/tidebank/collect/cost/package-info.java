/** Reports of costs that programs send, row by row, as the files they stand for. */
@NullMarked
package io.tidebank.collect.cost;

import org.jspecify.annotations.NullMarked;
