/** The collection endpoints: plain servlets beside the REST API, since a small request has no time for a framework. */
@NullMarked
package io.tidebank.server.collect;

import org.jspecify.annotations.NullMarked;
