/** Tests of the console in a real browser. */
@NullMarked
package io.tidebank.cli.console;

import org.jspecify.annotations.NullMarked;
