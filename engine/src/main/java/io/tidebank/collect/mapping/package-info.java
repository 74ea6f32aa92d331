/**
 * Mappings: data files that say how the rows of a file become touches or costs, read and checked. The vocabulary is
 * closed; nothing in a mapping is run as it stands.
 */
@NullMarked
package io.tidebank.collect.mapping;

import org.jspecify.annotations.NullMarked;
