/** The server: REST over one open home, and the console. */
@NullMarked
package io.tidebank.server;

import org.jspecify.annotations.NullMarked;
