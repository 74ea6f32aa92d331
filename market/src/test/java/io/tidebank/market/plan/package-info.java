@NullMarked
package io.tidebank.market.plan;

import org.jspecify.annotations.NullMarked;
