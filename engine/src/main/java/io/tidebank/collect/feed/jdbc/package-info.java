/** Reads tables of PostgreSQL, MySQL and MariaDB as they grow, by a column that tells when a row last changed. */
@NullMarked
package io.tidebank.collect.feed.jdbc;

import org.jspecify.annotations.NullMarked;
