package io.tidebank.collect.protocol;

import java.util.Arrays;
import java.util.List;

/** Where an event stands among the bytes of its request. */
record Span(int from, int to) {

    /** The body with the one half of its events, and with the other; none if there are fewer than two. */
    static List<byte[]> halves(List<Span> events, byte[] body) {
        if (events.size() < 2) {
            return List.of();
        }
        int middle = events.size() / 2;
        return List.of(
                without(new Span(events.get(middle - 1).to(), events.getLast().to()), body),
                without(new Span(events.getFirst().from(), events.get(middle).from()), body));
    }

    private static byte[] without(Span gap, byte[] body) {
        byte[] rest = Arrays.copyOf(body, body.length - gap.to() + gap.from());
        System.arraycopy(body, gap.to(), rest, gap.from(), body.length - gap.to());
        return rest;
    }
}
