/** From the journal into the lake: what live sources brought, in small commits that name how far they reach. */
@NullMarked
package io.tidebank.collect.commit;

import org.jspecify.annotations.NullMarked;
