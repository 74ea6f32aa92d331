/** What an import works with while it lasts: a passing database, a scratch folder, and the search for bad rows. */
@NullMarked
package io.tidebank.collect.session;

import org.jspecify.annotations.NullMarked;
