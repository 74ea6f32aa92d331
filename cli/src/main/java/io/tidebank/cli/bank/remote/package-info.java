/** A brand's numbers from a running server, through its API. */
@NullMarked
package io.tidebank.cli.bank.remote;

import org.jspecify.annotations.NullMarked;
