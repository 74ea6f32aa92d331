/** Work that takes long, as jobs: progress over server-sent events, results, cancelling. */
@NullMarked
package io.tidebank.server.job;

import org.jspecify.annotations.NullMarked;
