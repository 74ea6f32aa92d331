/** The command line: a thin skin on the engine, or on the server that owns the home. */
@NullMarked
package io.tidebank.cli;

import org.jspecify.annotations.NullMarked;
