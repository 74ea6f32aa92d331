package io.tidebank.server.collect.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;

/**
 * Reads a body whole, inflated if it is compressed, and never more of it than allowed. What the request says of its type
 * is not looked at: senders say anything.
 */
public final class BodyReader {

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final int FIRST = 8192;

    private BodyReader() {}

    /** Why a body cannot be taken. */
    public static final class Unreadable extends Exception {

        private static final long serialVersionUID = 1;
        private final transient CollectAnswer answer;

        Unreadable(CollectAnswer answer) {
            super(answer.message());
            this.answer = answer;
        }

        public CollectAnswer answer() {
            return answer;
        }
    }

    /**
     * Reads it.
     *
     * @param most bytes, both as sent and inflated
     * @param share of the room for bodies; the body takes it as it comes
     */
    public static byte[] read(HttpServletRequest request, int most, BodyRoom.Share share) throws Unreadable {
        return inflated(request, asSent(request, most, share), most, share);
    }

    /** The bytes that came, which are what a sender signs. Room is made as they come: what was announced costs nothing. */
    public static byte[] asSent(HttpServletRequest request, int most, BodyRoom.Share share) throws Unreadable {
        if (request.getContentLengthLong() > most) {
            throw tooLarge(most);
        }
        try {
            int announced = Math.clamp(request.getContentLengthLong(), -1, FIRST - 1);
            return bytes(request.getInputStream(), most, announced < 0 ? FIRST : announced + 1, share);
        } catch (IOException e) {
            // The container waits for the next byte for a while, and then no longer.
            throw tooSlow();
        }
    }

    /** Hears a sender to the end of whom nothing is used, and keeps nothing of it. */
    public static void discard(HttpServletRequest request, int most) throws Unreadable {
        if (request.getContentLengthLong() > most) {
            throw tooLarge(most);
        }
        Bounds bounds = new Bounds(most);
        byte[] any = new byte[FIRST];
        try {
            InputStream input = request.getInputStream();
            for (int read = input.read(any); read >= 0; read = input.read(any)) {
                bounds.read(read);
            }
        } catch (IOException e) {
            throw tooSlow();
        }
    }

    /** How much of a body has come, and whether that goes on. */
    private static final class Bounds {

        private final int most;
        private final long deadline = System.nanoTime() + PATIENCE_NANOS;
        private int size;

        Bounds(int most) {
            this.most = most;
        }

        int read(int bytes) throws Unreadable {
            size += bytes;
            if (size > most) {
                throw tooLarge(most);
            }
            if (System.nanoTime() - deadline > 0) {
                throw tooSlow();
            }
            return size;
        }
    }

    /** What the bytes of a request say, compressed or not. */
    public static byte[] inflated(HttpServletRequest request, byte[] sent, int most, BodyRoom.Share share)
            throws Unreadable {
        if (!isGzip(sent)) {
            String encoding = Encodings.unread(request);
            if (encoding != null && !Encodings.mayBeJson(sent)) {
                throw new Unreadable(CollectAnswer.no(
                        400,
                        "unsupported_encoding",
                        "The body is encoded as '%s'; send it as it is or as gzip".formatted(encoding)));
            }
            return sent;
        }
        try (GZIPInputStream inflated = new GZIPInputStream(new ByteArrayInputStream(sent), FIRST)) {
            return bytes(inflated, most, FIRST, share);
        } catch (IOException e) {
            throw new Unreadable(CollectAnswer.no(400, "invalid_gzip", "The body begins like gzip and is none"));
        }
    }

    /** A JSON text never begins like this, so that the header need not be trusted. */
    private static boolean isGzip(byte[] bytes) {
        return bytes.length > 2 && bytes[0] == (byte) 0x1f && bytes[1] == (byte) 0x8b;
    }

    private static byte[] bytes(InputStream input, int most, int expected, BodyRoom.Share share)
            throws IOException, Unreadable {
        Bounds bounds = new Bounds(most);
        int first = Math.min(expected, most + 1);
        share.grow(first);
        byte[] bytes = new byte[first];
        int size = 0;
        for (int read = input.read(bytes); read >= 0; read = input.read(bytes, size, bytes.length - size)) {
            size = bounds.read(read);
            if (size == bytes.length) {
                int larger = (int) Math.min(size * 2L, most + 1L);
                share.grow(larger - size);
                bytes = Arrays.copyOf(bytes, larger);
            }
        }
        return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
    }

    private static Unreadable tooSlow() {
        return new Unreadable(CollectAnswer.no(408, "too_slow", "The body did not come within 30 seconds"));
    }

    private static Unreadable tooLarge(int most) {
        return new Unreadable(CollectAnswer.no(413, "too_large", "The body has more than %,d bytes".formatted(most)));
    }
}
