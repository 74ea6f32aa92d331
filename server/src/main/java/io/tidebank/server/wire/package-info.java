/** The JSON that the server and the command line both speak. */
@NullMarked
package io.tidebank.server.wire;

import org.jspecify.annotations.NullMarked;
