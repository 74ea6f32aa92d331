/** Apache Kafka as the journal of a brand that has outgrown one disk: requests are safe there, and one home takes them on. */
@NullMarked
package io.tidebank.collect.topic;

import org.jspecify.annotations.NullMarked;
