package io.tidebank.server.collect;

import io.tidebank.brand.Tidebank;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * The memory that bodies may take which are read or worked on at one time. Who finds no room comes again, so that senders
 * need not be few for memory to be enough.
 */
@Component
public final class BodyRoom {

    private static final Duration SOON = Duration.ofSeconds(1);

    private final long most;
    private final AtomicLong taken = new AtomicLong();

    @Autowired
    BodyRoom(Tidebank tidebank) {
        this(tidebank.server().bodyBytes());
    }

    BodyRoom(long most) {
        this.most = most;
    }

    /** Bytes that bodies take just now. */
    public long taken() {
        return taken.get();
    }

    /** Bytes that they may take. */
    public long most() {
        return most;
    }

    /** What one request takes; it is given back when the request is answered. */
    final class Share implements AutoCloseable {

        private long held;

        /** Takes more, or is told to come again. Who is alone is let in however much it is, or it never would be. */
        void grow(long bytes) throws BodyReader.Unreadable {
            long after = taken.addAndGet(bytes);
            held += bytes;
            if (after > most && after > held) {
                throw new BodyReader.Unreadable(
                        CollectAnswer.tooMuch("More bodies come at one time than there is room for", SOON));
            }
        }

        @Override
        public void close() {
            taken.addAndGet(-held);
            held = 0;
        }
    }

    Share share() {
        return new Share();
    }
}
