/** How long collection takes, wherever it is: at the home's server or at a collector without a home. */
@NullMarked
package io.tidebank.server.latency;

import org.jspecify.annotations.NullMarked;
