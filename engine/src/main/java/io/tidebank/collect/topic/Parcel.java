package io.tidebank.collect.topic;

import io.tidebank.collect.intake.RequestChecks;
import io.tidebank.collect.protocol.Call;
import io.tidebank.collect.protocol.Endpoint;
import io.tidebank.collect.protocol.Limits;
import io.tidebank.error.TidebankException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/**
 * An accepted request on its way through a topic: all that is needed to read it once more, and nothing that was decided.
 *
 * @param source in whose name it was sent
 * @param call what is known of it besides its body
 * @param body as it came, inflated; of a large one a part that is a whole request
 */
record Parcel(String source, Call call, byte[] body) {

    private static final int LONGEST_TEXT = 10_000;

    /** As bytes. They are compressed here, for nobody can compress them once they are sealed. */
    byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256 + body.length / 4);
        Deflater fast = new Deflater(Deflater.BEST_SPEED);
        try (DataOutputStream out = new DataOutputStream(new DeflaterOutputStream(bytes, fast, 2048))) {
            out.writeUTF(source);
            out.writeUTF(call.endpoint().name());
            write(out, call.receivedAt());
            write(out, call.sentAt());
            write(out, call.ip());
            write(out, call.userAgent());
            out.writeInt(body.length);
            out.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException("Memory can be written", e);
        } finally {
            fast.end();
        }
        return bytes.toByteArray();
    }

    /** Reads it back. TOPIC_DAMAGED if it is none; {@code place} is where it lies, for messages. */
    static Parcel read(byte[] bytes, String place) {
        try (DataInputStream in = new DataInputStream(new InflaterInputStream(new ByteArrayInputStream(bytes)))) {
            String source = in.readUTF();
            Endpoint endpoint = Endpoint.valueOf(in.readUTF());
            Instant receivedAt = instant(in);
            Call call = new Call(
                    endpoint, receivedAt == null ? Instant.EPOCH : receivedAt, instant(in), text(in), text(in));
            int length = in.readInt();
            if (length > Limits.WIDEST.batchBytes()) {
                throw new IOException("No request has %d bytes".formatted(length));
            }
            return new Parcel(source, call, in.readNBytes(length));
        } catch (IOException | IllegalArgumentException e) {
            throw new TidebankException(
                    TopicError.TOPIC_DAMAGED,
                    "%s is no request that this Tidebank can read. If a newer one wrote it, use that one"
                            .formatted(place),
                    e);
        }
    }

    /**
     * Two of one that is too large for a record; what belongs to the whole batch is in both. None if it is no batch of two
     * events or more.
     */
    List<Parcel> halves(RequestChecks checks) {
        return call.endpoint().type() != null
                ? List.of()
                : checks.halves(body).stream()
                        .map(half -> new Parcel(source, call, half))
                        .toList();
    }

    private static void write(DataOutputStream out, @Nullable Instant time) throws IOException {
        out.writeBoolean(time != null);
        if (time != null) {
            out.writeLong(time.getEpochSecond());
            out.writeInt(time.getNano());
        }
    }

    private static @Nullable Instant instant(DataInputStream in) throws IOException {
        return in.readBoolean() ? Instant.ofEpochSecond(in.readLong(), in.readInt()) : null;
    }

    private static void write(DataOutputStream out, @Nullable String text) throws IOException {
        out.writeBoolean(text != null);
        if (text != null) {
            out.writeUTF(text.substring(0, Math.min(text.length(), LONGEST_TEXT)));
        }
    }

    private static @Nullable String text(DataInputStream in) throws IOException {
        return in.readBoolean() ? in.readUTF() : null;
    }
}
