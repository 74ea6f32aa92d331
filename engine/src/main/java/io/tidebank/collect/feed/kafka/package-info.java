/** Feeds that read topics of Apache Kafka; where they stand is kept with what they brought, not by Kafka. */
@NullMarked
package io.tidebank.collect.feed.kafka;

import org.jspecify.annotations.NullMarked;
