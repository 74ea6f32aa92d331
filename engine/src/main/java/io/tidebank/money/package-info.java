/** Money in the brand's currency: the rates that are known, and the one definition of a touch's amount at home. */
@NullMarked
package io.tidebank.money;

import org.jspecify.annotations.NullMarked;
