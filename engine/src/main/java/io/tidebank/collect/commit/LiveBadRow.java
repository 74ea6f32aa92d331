package io.tidebank.collect.commit;

import io.tidebank.collect.journal.record.JournalRecord;
import io.tidebank.collect.quarantine.BadRow;

/** A bad event as a row of the quarantine: its source stands for the file, and there is no line. */
final class LiveBadRow {

    private LiveBadRow() {}

    static BadRow of(JournalRecord.Bad bad) {
        return new BadRow(0, bad.source(), "", "live", -1, 0, bad.field(), bad.reason(), false, bad.raw());
    }
}
