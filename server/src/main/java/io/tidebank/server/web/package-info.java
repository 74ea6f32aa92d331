/** What lies around every request: headers, problems, health, the console's pages. */
@NullMarked
package io.tidebank.server.web;

import org.jspecify.annotations.NullMarked;
