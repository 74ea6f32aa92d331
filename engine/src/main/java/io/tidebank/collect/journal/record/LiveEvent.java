package io.tidebank.collect.journal.record;

import io.tidebank.error.TidebankException;
import io.tidebank.touch.Touch;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One event of a live source with the touches that it became. What cannot lie in the touch table is refused here, at
 * the door: behind it, one such touch would hold up all others for ever.
 *
 * @param source the connection it came by
 * @param dedupKey what the sender calls the event; with the source it is accepted once
 * @param touches its touches, at least one
 * @param memory where it is remembered
 */
public record LiveEvent(String source, String dedupKey, List<Touch> touches, Memory memory) {

    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");
    private static final int DIGITS = 18;

    /** Decimals of money and quantities in the touch table. */
    static final int SCALE = 4;

    public LiveEvent {
        touches = List.copyOf(touches);
        require(!source.isEmpty(), "An event has no source");
        require(!dedupKey.isEmpty(), "An event has no id of its own");
        require(!touches.isEmpty(), "An event became no touch");
        for (Touch touch : touches) {
            require(touch.source().equals(source), "A touch bears another source than its event");
            require(!touch.touchId().isEmpty() && !touch.kind().isEmpty(), "A touch has no id or no kind");
            checkTime("occurred_at", touch.occurredAt());
            checkTime("received_at", touch.receivedAt());
            checkNumber("quantity", touch.quantity());
            checkNumber("amount", touch.amount());
            checkNumber("amount_home", touch.amountHome());
        }
    }

    /** One that is remembered as most are. */
    public LiveEvent(String source, String dedupKey, List<Touch> touches) {
        this(source, dedupKey, touches, Memory.SHARED);
    }

    private static void checkTime(String column, Instant time) {
        require(!time.isBefore(Touch.EARLIEST) && time.isBefore(LATEST), column + " is outside the years 1900 to 2199");
    }

    private static void checkNumber(String column, @Nullable BigDecimal number) {
        if (number != null) {
            boolean exact = number.signum() == 0 || number.stripTrailingZeros().scale() <= SCALE;
            require(exact, column + " has more than four decimals");
            require(
                    number.setScale(SCALE, RoundingMode.UNNECESSARY).precision() <= DIGITS,
                    column + " has more than 14 digits before the point");
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new TidebankException(JournalError.JOURNAL_EVENT_INVALID, otherwise);
        }
    }
}
