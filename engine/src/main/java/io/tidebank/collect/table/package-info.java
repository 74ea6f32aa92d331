/** The application tables of a home, beside the lake's catalog in one SQLite file. */
@NullMarked
package io.tidebank.collect.table;

import org.jspecify.annotations.NullMarked;
