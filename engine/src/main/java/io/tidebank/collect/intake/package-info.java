/** A brand's door for live events: from a parsed request to what its sender is told, and what operators see of it. */
@NullMarked
package io.tidebank.collect.intake;

import org.jspecify.annotations.NullMarked;
