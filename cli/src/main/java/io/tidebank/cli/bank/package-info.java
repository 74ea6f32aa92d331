/** The two ways to a brand's numbers: the engine in this process, or a running server. */
@NullMarked
package io.tidebank.cli.bank;

import org.jspecify.annotations.NullMarked;
