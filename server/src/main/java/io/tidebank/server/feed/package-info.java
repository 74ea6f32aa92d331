/** Feeds beside the web server: they are read while it runs, and handled over HTTP. */
@NullMarked
package io.tidebank.server.feed;

import org.jspecify.annotations.NullMarked;
