package io.tidebank.collect.plan;

import java.time.Instant;

/**
 * What every touch of one file carries, whatever the row.
 *
 * @param importId the import it came by
 * @param source the source it came from
 * @param receivedAt when the import began
 * @param homeCurrency the brand's currency
 * @param file number of its file in the import
 * @param rowId SQL of a row's own name: the hash of its file and its number
 */
record TouchStamp(String importId, String source, Instant receivedAt, String homeCurrency, int file, String rowId) {}
