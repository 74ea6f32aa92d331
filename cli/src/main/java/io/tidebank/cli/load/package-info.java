/** Verbs that bring data in and keep it fresh: init, import, quarantine, refresh. */
@NullMarked
package io.tidebank.cli.load;

import org.jspecify.annotations.NullMarked;
