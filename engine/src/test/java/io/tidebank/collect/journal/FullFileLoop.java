package io.tidebank.collect.journal;

import io.tidebank.collect.journal.JournalReply.Ack;
import io.tidebank.collect.journal.record.LiveBatch;
import io.tidebank.collect.journal.record.LiveEvent;
import io.tidebank.error.TidebankException;
import io.tidebank.touch.Touch;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/**
 * A program that offers large events while the system lets no file grow beyond a limit, so that writes fail in their
 * midst. It tells what was acknowledged and what was not, and ends when enough of both came.
 */
final class FullFileLoop {

    private static final int FAILURES = 3;
    private static final int MOST = 4000;

    private FullFileLoop() {}

    /** @param arguments the test's folder */
    public static void main(String[] arguments) throws InterruptedException {
        Random random = new Random(11);
        int failures = 0;
        try (TestJournal journal = new TestJournal(Path.of(arguments[0]))) {
            journal.settings = JournalSettings.DEFAULTS.limited(1L << 40, 0);
            for (int i = 0; i < MOST && failures < FAILURES; i++) {
                try {
                    if (journal.journal().offer(large("e-" + i, random)) instanceof Ack) {
                        System.out.println("ack e-" + i);
                    }
                } catch (TidebankException e) {
                    System.out.println("refused " + e.code().name());
                    failures += e.code().name().equals("JOURNAL_WRITE_UNKNOWN") ? 1 : 0;
                    Thread.sleep(50);
                }
            }
        }
        System.out.println("end");
    }

    private static LiveBatch large(String name, Random random) {
        Touch touch = LiveTouches.touch(
                "web",
                name + "-"
                        + random.ints(8000, 'a', 'z' + 1)
                                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append),
                LiveTouches.NOON);
        return LiveBatch.of(List.of(new LiveEvent("web", name, List.of(touch))));
    }
}
