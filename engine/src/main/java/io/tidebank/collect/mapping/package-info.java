/**
 * Mappings: data files that say how the rows of a file become touches, and their translation to SQL. The vocabulary is
 * closed; nothing in a mapping is run as it stands.
 */
@NullMarked
package io.tidebank.collect.mapping;

import org.jspecify.annotations.NullMarked;
