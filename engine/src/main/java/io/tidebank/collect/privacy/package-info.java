/** What is personal: the brand's keys, the hash of identifiers, the fields that are taken out, consent, robots. */
@NullMarked
package io.tidebank.collect.privacy;

import org.jspecify.annotations.NullMarked;
