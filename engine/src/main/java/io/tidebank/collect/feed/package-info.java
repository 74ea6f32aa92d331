/**
 * Other ways in: what is fetched instead of being sent. A feed reads somewhere else and hands on what it finds to the
 * brand's journal, with how far it has read, in one write.
 */
@NullMarked
package io.tidebank.collect.feed;

import org.jspecify.annotations.NullMarked;
