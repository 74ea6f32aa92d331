/** Events that other systems bring by themselves: who may, by which signature, and what their documents become. */
@NullMarked
package io.tidebank.collect.webhook;

import org.jspecify.annotations.NullMarked;
