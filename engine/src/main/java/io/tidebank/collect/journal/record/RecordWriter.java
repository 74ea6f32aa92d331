package io.tidebank.collect.journal.record;

import io.tidebank.touch.Identifier;
import io.tidebank.touch.Touch;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes a batch as the bytes of a record: numbers in as few bytes as they need, a text that comes again as the number
 * of its first appearance. {@link RecordReader} is its mirror.
 */
public final class RecordWriter {

    private static final int NEW_TEXT = 1;
    private static final int FIRST_KNOWN = 2;
    private static final int MOST_OF_A_LETTER = 3;
    private static final int MOST_OF_NUMBERS = 100;

    private final RecordBytes out = new RecordBytes();
    private final Map<String, Integer> known = new HashMap<>();
    private final Sealer sealer;

    /** Closes the raw text of bad events before it reaches the disk. */
    public interface Sealer {
        byte[] seal(String raw);
    }

    private RecordWriter(Sealer sealer) {
        this.sealer = sealer;
    }

    /** The record of a batch, its head still empty but for its format. */
    public static byte[] write(LiveBatch batch, Sealer sealer) {
        RecordWriter writer = new RecordWriter(sealer);
        FeedMark mark = batch.mark();
        writer.out.put(mark == null ? RecordHead.PLAIN : RecordHead.MARKED);
        writer.out.put(new byte[RecordHead.BYTES - 1]);
        List<Touch> touches = batch.events().stream()
                .flatMap(event -> event.touches().stream())
                .toList();
        writer.number(touches.size());
        touches.forEach(writer::touch);
        writer.number(batch.bad().size());
        for (QuarantinedEvent bad : batch.bad()) {
            writer.bad(bad);
            if (mark != null) {
                writer.signed(bad.place());
            }
        }
        if (mark != null) {
            writer.text(mark.feed());
            writer.text(mark.position());
        }
        return writer.out.array();
    }

    /** Bytes that the record of an event does not pass, told without writing it. */
    public static long atMost(LiveEvent event) {
        long letters = 0;
        for (Touch touch : event.touches()) {
            letters += letters(touch.touchId(), touch.source(), touch.kind(), touch.name(), touch.touchpoint());
            letters += letters(touch.item(), touch.category(), touch.productLine(), touch.store(), touch.market());
            letters += letters(touch.currency(), touch.orderId(), touch.playId(), touch.contentId());
            letters += letters(touch.context(), touch.properties());
            for (Identifier id : touch.ids()) {
                letters += letters(id.type(), id.value());
            }
        }
        return letters * MOST_OF_A_LETTER + event.touches().size() * (long) MOST_OF_NUMBERS + MOST_OF_NUMBERS;
    }

    /** With the length before each text. */
    private static long letters(@Nullable String... texts) {
        long letters = 0;
        for (String text : texts) {
            letters += (text == null ? 0 : text.length()) + 2;
        }
        return letters;
    }

    private void touch(Touch touch) {
        bytes(touch.touchId().getBytes(StandardCharsets.UTF_8));
        text(touch.source());
        long occurred = micros(touch.occurredAt());
        signed(occurred);
        signed(micros(touch.receivedAt()) - occurred);
        text(touch.kind());
        text(touch.name());
        text(touch.touchpoint());
        number(touch.ids().size());
        for (Identifier id : touch.ids()) {
            text(id.type());
            text(id.value());
        }
        text(touch.item());
        text(touch.category());
        text(touch.productLine());
        text(touch.store());
        text(touch.market());
        decimal(touch.quantity());
        decimal(touch.amount());
        text(touch.currency());
        decimal(touch.amountHome());
        text(touch.orderId());
        text(touch.playId());
        text(touch.contentId());
        Integer polarity = touch.polarity();
        out.put(polarity == null ? 0 : 1);
        signed(polarity == null ? 0 : polarity);
        text(touch.context());
        text(touch.properties());
    }

    private void bad(QuarantinedEvent event) {
        text(event.source());
        text(event.reason().name());
        text(event.field());
        bytes(sealer.seal(event.raw()));
        signed(micros(event.receivedAt()));
    }

    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    /** A byte that says whether there is one, then ten-thousandths. */
    private void decimal(@Nullable BigDecimal number) {
        out.put(number == null ? 0 : 1);
        if (number != null) {
            signed(number.setScale(LiveEvent.SCALE, RoundingMode.UNNECESSARY)
                    .unscaledValue()
                    .longValueExact());
        }
    }

    /** 0 for none, 1 and the text if it is new, else the number of its first appearance. */
    private void text(@Nullable String text) {
        if (text == null) {
            number(0);
            return;
        }
        Integer before = known.putIfAbsent(text, known.size() + FIRST_KNOWN);
        if (before != null) {
            number(before);
        } else {
            number(NEW_TEXT);
            bytes(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private void bytes(byte[] bytes) {
        number(bytes.length);
        out.put(bytes);
    }

    private void signed(long value) {
        number((value << 1) ^ (value >> 63));
    }

    private void number(long value) {
        out.number(value);
    }
}
