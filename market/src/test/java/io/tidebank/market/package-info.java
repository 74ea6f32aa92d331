@NullMarked
package io.tidebank.market;

import org.jspecify.annotations.NullMarked;
