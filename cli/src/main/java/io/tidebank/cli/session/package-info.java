/** What one run of the command line shares: the global options, the door to the bank, and how answers are printed. */
@NullMarked
package io.tidebank.cli.session;

import org.jspecify.annotations.NullMarked;
