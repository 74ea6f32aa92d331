/**
 * Imports: the way of files from a request to one commit in the lake, with a report of it; previews, undo, and bad rows
 * tried again. The packages inside hold what imports are made of, and live collection beside them.
 */
@NullMarked
package io.tidebank.collect;

import org.jspecify.annotations.NullMarked;
