@NullMarked
package io.tidebank.market.write;

import org.jspecify.annotations.NullMarked;
