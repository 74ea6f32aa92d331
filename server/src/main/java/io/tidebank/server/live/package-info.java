/** Live sources as operators handle and see them: making and switching sources, how collection stands, the tail. */
@NullMarked
package io.tidebank.server.live;

import org.jspecify.annotations.NullMarked;
