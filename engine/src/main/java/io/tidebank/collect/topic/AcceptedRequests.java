package io.tidebank.collect.topic;

import io.tidebank.collect.intake.Arrival;
import io.tidebank.collect.protocol.Event;
import io.tidebank.collect.protocol.Limits;
import io.tidebank.collect.protocol.Request;
import io.tidebank.collect.protocol.RequestReader;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Reads requests that were accepted once, whatever the limits have become since: of a whole request the widest hold that a
 * brand can set, of an event in a batch and of its depth those of now, as it is put aside with all that it says. An event without an id has
 * the same one whenever its request is read. One thread's.
 */
final class AcceptedRequests {

    private static final long MOST_LETTERS = 8 << 20;

    private final Supplier<Limits> now;
    private Limits limits;
    private RequestReader batches;
    private RequestReader calls;
    private ByteBuffer name = ByteBuffer.allocate(0);
    private int unnamed;

    /** @param now the brand's limits */
    AcceptedRequests(Supplier<Limits> now) {
        this.now = now;
        this.limits = now.get();
        this.batches = reader(limits.eventBytes());
        this.calls = reader(Limits.WIDEST.eventBytes());
    }

    private RequestReader reader(int eventBytes) {
        Limits widest = Limits.WIDEST;
        return new RequestReader(
                new Limits(
                        eventBytes,
                        widest.batchBytes(),
                        widest.batchEvents(),
                        limits.depth(),
                        limits.past(),
                        limits.future()),
                this::nextId);
    }

    /** @param told what no other record tells */
    Request read(Parcel parcel, byte[] told) {
        if (!now.get().equals(limits)) {
            limits = now.get();
            batches = reader(limits.eventBytes());
            calls = reader(Limits.WIDEST.eventBytes());
        }
        name = ByteBuffer.allocate(told.length + Integer.BYTES).put(told);
        unnamed = 0;
        RequestReader reader = parcel.call().endpoint().type() == null ? batches : calls;
        return reader.read(parcel.call(), parcel.body());
    }

    private String nextId() {
        name.putInt(name.capacity() - Integer.BYTES, unnamed++);
        return UUID.nameUUIDFromBytes(name.array()).toString();
    }

    /** Letters that the contexts of its events have together, told by the first one. */
    static long letters(Request.Accepted request) {
        List<Event> events = request.events();
        return events.isEmpty()
                ? 0
                : events.size() * (long) events.getFirst().context().toString().length();
    }

    /**
     * The request itself, or several of fewer events, that little memory is needed at a time: each of its events says once more
     * what its batch says of all. What cannot be known again, bad events without a name, is in the last one, as is the mark.
     */
    static List<Arrival> parts(Arrival whole) {
        Request.Accepted request = whole.request();
        List<Event> events = request.events();
        long parts = Math.clamp(letters(request) / MOST_LETTERS + 1, 1, Math.max(1, events.size()));
        if (parts == 1) {
            return List.of(whole);
        }
        int most = Math.toIntExact((events.size() + parts - 1) / parts);
        List<Arrival> all = new ArrayList<>();
        for (int from = 0; from < events.size(); from += most) {
            int to = Math.min(from + most, events.size());
            List<Event> some = events.subList(from, to);
            boolean isLast = to == events.size();
            all.add(new Arrival(
                    whole.source(),
                    new Request.Accepted(
                            request.call(),
                            request.writeKey(),
                            some,
                            isLast ? request.bad() : List.of(),
                            isLast ? request.ignored() : List.of())));
        }
        return all;
    }
}
