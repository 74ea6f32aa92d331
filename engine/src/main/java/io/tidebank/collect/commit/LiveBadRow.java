package io.tidebank.collect.commit;

import io.tidebank.collect.journal.record.JournalRecord;
import io.tidebank.collect.quarantine.ArrivedRow;
import io.tidebank.collect.quarantine.BadRow;

/** A bad event as a row of the quarantine: its source stands for the file, where a feed found it for the line. */
final class LiveBadRow {

    private LiveBadRow() {}

    static ArrivedRow of(JournalRecord.Bad bad) {
        BadRow row =
                new BadRow(0, bad.source(), "", "live", -1, bad.place(), bad.field(), bad.reason(), false, bad.raw());
        return new ArrivedRow(row, bad.receivedAt());
    }
}
