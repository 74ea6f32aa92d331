package io.tidebank.collect.journal;

import io.tidebank.collect.journal.JournalReply.Ack;

/** An answer of the journal in numbers. */
record Told(int accepted, int duplicates, int quarantined, long position) {

    static Told of(Ack ack) {
        return new Told(ack.accepted(), ack.duplicates(), ack.quarantined(), ack.position());
    }
}
