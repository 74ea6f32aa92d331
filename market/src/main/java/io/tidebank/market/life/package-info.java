/** How a person lives: sees ads, browses, buys, complains, comes back or is lost. */
@NullMarked
package io.tidebank.market.life;

import org.jspecify.annotations.NullMarked;
