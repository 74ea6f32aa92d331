/**
 * Who calls the server and what they may do. {@link io.tidebank.server.access.AccessTable} is the one place that says
 * which path needs which scope; what it does not name, nobody may do.
 */
@NullMarked
package io.tidebank.server.access;

import org.jspecify.annotations.NullMarked;
