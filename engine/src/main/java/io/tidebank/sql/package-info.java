/** DuckDB connections, SQL models and the runner that builds them. */
@NullMarked
package io.tidebank.sql;

import org.jspecify.annotations.NullMarked;
