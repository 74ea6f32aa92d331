/** Touches of live sources, durable before they are answered for, until the lake has them. */
@NullMarked
package io.tidebank.collect.journal;

import org.jspecify.annotations.NullMarked;
