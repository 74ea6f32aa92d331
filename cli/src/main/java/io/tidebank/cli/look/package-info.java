/** Verbs that ask: stages, flow, assets, sales, consumer, sql, snapshots. */
@NullMarked
package io.tidebank.cli.look;

import org.jspecify.annotations.NullMarked;
