/** Live collection: from events to touches, with nothing personal left in them. */
@NullMarked
package io.tidebank.collect.live;

import org.jspecify.annotations.NullMarked;
