/** Method files: presets, ladders, models, as shipped and as a brand overrides them. */
@NullMarked
package io.tidebank.method;

import org.jspecify.annotations.NullMarked;
