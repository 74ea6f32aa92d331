/**
 * From a mapping and files to SQL: which file is which input, tables of checked rows, the SELECT of the touches. Only
 * here is SQL made of mappings, from closed types and escaped texts.
 */
@NullMarked
package io.tidebank.collect.plan;

import org.jspecify.annotations.NullMarked;
