/** Numbers for a monitoring system, in Prometheus' text. Names of brands, sources and kinds are in them, nothing personal. */
@NullMarked
package io.tidebank.server.metrics;

import org.jspecify.annotations.NullMarked;
