/** The folder that everything lies in: where things are, what it says of its brands, and who holds it. */
@NullMarked
package io.tidebank.brand.home;

import org.jspecify.annotations.NullMarked;
