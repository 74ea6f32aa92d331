/** Documents of other systems as events: data files say where what stands. */
@NullMarked
package io.tidebank.collect.shape;

import org.jspecify.annotations.NullMarked;
