package io.tidebank.collect.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidebank.collect.journal.JournalReply.Ack;
import io.tidebank.collect.journal.record.JournalError;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class GroupCommitTest {

    /** There is no memory, not even to say so, at the first few tries. */
    private static final class NoRoom extends OutOfMemoryError {

        private static final long serialVersionUID = 1;

        private final transient AtomicInteger untold = new AtomicInteger(3);

        @Override
        public String getMessage() {
            if (untold.getAndDecrement() > 0) {
                throw this;
            }
            return "No room";
        }
    }

    @Test
    @Timeout(60)
    void aWriterThatHasNoMemoryLeftAnswersAndGoesOnWhenThereIsSome() {
        AtomicInteger writes = new AtomicInteger();
        GroupCommit.Writer writer = new GroupCommit.Writer() {
            @Override
            public List<Ack> write(List<Pending> group) {
                if (writes.getAndIncrement() == 0) {
                    throw new NoRoom();
                }
                return group.stream()
                        .map(pending -> new Ack(1, 0, 0, 1, List.of()))
                        .toList();
            }

            @Override
            public void reopen() {}

            @Override
            public void look() {}
        };
        try (GroupCommit group = new GroupCommit("little memory", JournalSettings.DEFAULTS, writer)) {
            Pending first = pending("a");
            group.enter(first);
            assertThatThrownBy(first::await)
                    .hasFieldOrPropertyWithValue("code", JournalError.JOURNAL_WRITE_UNKNOWN)
                    .hasMessageContaining("No room");

            while (group.problem() != null) {
                Thread.onSpinWait();
            }
            Pending second = pending("b");
            group.enter(second);
            assertThat(second.await().accepted()).isEqualTo(1);
        }
    }

    private static Pending pending(String name) {
        return new Pending(LiveTouches.batch(name), raw -> raw.getBytes(StandardCharsets.UTF_8));
    }
}
