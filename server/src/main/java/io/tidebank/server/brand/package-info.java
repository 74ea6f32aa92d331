/** The REST API of one brand: ladders, stages, flow, asset, sales, consumers, imports, SQL. */
@NullMarked
package io.tidebank.server.brand;

import org.jspecify.annotations.NullMarked;
