/** What collection hears and says over HTTP: keys and bodies in, within limits; answers, pictures and permissions out. */
@NullMarked
package io.tidebank.server.collect.http;

import org.jspecify.annotations.NullMarked;
