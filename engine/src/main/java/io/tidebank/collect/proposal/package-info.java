/** Mappings proposed for files that no preset knows: what columns seem to be, by their names and values. */
@NullMarked
package io.tidebank.collect.proposal;

import org.jspecify.annotations.NullMarked;
