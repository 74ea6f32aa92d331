/** The terminal itself: how wide it is, whether it has colours, progress and interruption. */
@NullMarked
package io.tidebank.cli.terminal;

import org.jspecify.annotations.NullMarked;
