/** Imports files that are dropped in a folder, or that lie ready at a time of the day. */
@NullMarked
package io.tidebank.collect.feed.folder;

import org.jspecify.annotations.NullMarked;
