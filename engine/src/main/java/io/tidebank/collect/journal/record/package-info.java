/** What live sources bring, and the bytes that it is in the journal. */
@NullMarked
package io.tidebank.collect.journal.record;

import org.jspecify.annotations.NullMarked;
