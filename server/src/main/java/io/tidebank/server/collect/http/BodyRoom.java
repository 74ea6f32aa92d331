package io.tidebank.server.collect.http;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory that bodies may take which are read or worked on at one time. Who finds no room comes again, so that senders
 * need not be few for memory to be enough. It is held in the name of a brand, or of those who have shown no key; none of
 * them may hold more than it leaves free, so that there is room for another always.
 */
public final class BodyRoom {

    private static final Duration SOON = Duration.ofSeconds(1);
    private static final String STRANGERS = "";

    private final long most;
    private final AtomicLong taken = new AtomicLong();
    private final Map<String, AtomicLong> byHolder = new ConcurrentHashMap<>();

    /** @param most bytes of all bodies together */
    public BodyRoom(long most) {
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
    public final class Share implements AutoCloseable {

        private final AtomicLong ofHolder;
        private long held;

        private Share(String holder) {
            this.ofHolder = byHolder.computeIfAbsent(holder, any -> new AtomicLong());
        }

        /** Takes more, or is told to come again. Who is alone is let in however much it is, or it never would be. */
        public void grow(long bytes) throws BodyReader.Unreadable {
            long after = taken.addAndGet(bytes);
            long afterOfHolder = ofHolder.addAndGet(bytes);
            held += bytes;
            if (afterOfHolder > most - after && after > held) {
                throw new BodyReader.Unreadable(
                        CollectAnswer.tooMuch("More bodies come at one time than there is room for", SOON));
            }
        }

        @Override
        public void close() {
            taken.addAndGet(-held);
            ofHolder.addAndGet(-held);
            held = 0;
        }
    }

    /** For a sender who has shown a key of the brand. */
    public Share share(String brand) {
        return new Share(brand);
    }

    /** For one who has shown nothing yet. */
    public Share shareOfStrangers() {
        return new Share(STRANGERS);
    }
}
