/** What the consumers are worth: transitions, revenue per head, value and its change. */
@NullMarked
package io.tidebank.asset;

import org.jspecify.annotations.NullMarked;
