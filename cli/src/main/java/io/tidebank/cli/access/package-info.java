/** Tokens, owners, and who changed what. */
@NullMarked
package io.tidebank.cli.access;

import org.jspecify.annotations.NullMarked;
