@NullMarked
package io.tidebank.market.draft;

import org.jspecify.annotations.NullMarked;
