package io.tidebank.collect.journal;

import io.tidebank.collect.journal.JournalPen.Mark;
import io.tidebank.collect.journal.record.RecordHead;
import org.jspecify.annotations.Nullable;

/** How a mark is written among the journal's few words. */
final class Words {

    private static final int PARTS = 4;

    private Words() {}

    static String text(Mark mark) {
        RecordHead head = mark.head();
        return "%d %d %d %d".formatted(mark.position(), head.writtenAt(), head.events(), head.bytes());
    }

    static Mark mark(@Nullable String text) {
        if (text == null) {
            return new Mark(0, RecordHead.NONE);
        }
        String[] parts = text.split(" ", PARTS);
        return new Mark(
                Long.parseLong(parts[0]),
                new RecordHead(Long.parseLong(parts[1]), Long.parseLong(parts[2]), Long.parseLong(parts[3])));
    }
}
