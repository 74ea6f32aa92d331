package io.tidebank.collect.quarantine;

/**
 * A row that could not become touches.
 *
 * @param id its number in the quarantine; 0 before it is there
 * @param file name of the file it came from
 * @param hash hash of that file's content
 * @param input which of the mapping's files that is
 * @param ordinal its number among the file's whole records, from 0; −1 for a record that is not whole; of a live event its
 *     number in its batch, from 0; −1 where it came before those were numbered
 * @param line the line on which it starts, or the sheet's row
 * @param column the column that is bad; empty if it is the record
 * @param reason why
 * @param repaired whether somebody corrected its text
 * @param raw its text as it stood in the file, or as corrected
 */
public record BadRow(
        long id,
        String file,
        String hash,
        String input,
        long ordinal,
        long line,
        String column,
        FaultReason reason,
        boolean repaired,
        String raw) {

    /** The same row with another fault. */
    public BadRow because(String otherColumn, FaultReason otherReason) {
        return new BadRow(id, file, hash, input, ordinal, line, otherColumn, otherReason, repaired, raw);
    }

    /** The same row with its text corrected. */
    BadRow repairedTo(String text) {
        return new BadRow(id, file, hash, input, ordinal, line, column, reason, true, text);
    }

    /** The same row in a batch of live ones, by its number there. */
    BadRow in(String batch, long number) {
        return new BadRow(id, file, batch, input, number, line, column, reason, repaired, raw);
    }
}
