package io.tidebank.collect.journal;

import io.tidebank.collect.journal.JournalPen.Mark;
import io.tidebank.collect.journal.record.FeedMark;
import io.tidebank.collect.journal.record.RecordHead;
import org.jspecify.annotations.Nullable;

/** How marks are written among the journal's few words. */
final class Words {

    private static final int PARTS = 4;

    private Words() {}

    /** How far a feed has been read with a record and all before it. */
    record Reach(long record, String position) {}

    /** The word that says how far a feed has been read. */
    static String feed(String name) {
        return "feed-" + name;
    }

    static String text(long record, FeedMark mark) {
        return record + " " + mark.position();
    }

    static @Nullable Reach reach(@Nullable String text) {
        if (text == null) {
            return null;
        }
        int space = text.indexOf(' ');
        return new Reach(Long.parseLong(text.substring(0, space)), text.substring(space + 1));
    }

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
