/** Closed days once more, in the order of persons: whoever asks for a few of them need not read every day. */
@NullMarked
package io.tidebank.lake.timeline;

import org.jspecify.annotations.NullMarked;
