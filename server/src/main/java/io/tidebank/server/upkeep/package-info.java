/** What the server does by itself, again and again: journals, topics and feeds are brought into the lake, timelines kept. */
@NullMarked
package io.tidebank.server.upkeep;

import org.jspecify.annotations.NullMarked;
