/** The verbs for live sources: making and switching them, and watching what comes. */
@NullMarked
package io.tidebank.cli.live;

import org.jspecify.annotations.NullMarked;
