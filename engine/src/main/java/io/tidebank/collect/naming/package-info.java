/** What the names of events mean: kinds, where a touch's columns are found, and by which way a person came. */
@NullMarked
package io.tidebank.collect.naming;

import org.jspecify.annotations.NullMarked;
