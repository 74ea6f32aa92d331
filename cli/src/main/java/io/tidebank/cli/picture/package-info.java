/** Text pictures of answers, for people: tables, the ladder, the flow, lines over time. */
@NullMarked
package io.tidebank.cli.picture;

import org.jspecify.annotations.NullMarked;
