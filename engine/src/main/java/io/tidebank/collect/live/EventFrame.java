package io.tidebank.collect.live;

import io.tidebank.collect.naming.EventRule;
import io.tidebank.collect.naming.TouchField;
import io.tidebank.collect.protocol.Event;
import io.tidebank.touch.Identifier;
import io.tidebank.touch.Touch;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What all touches of one event have in common.
 *
 * @param event the event
 * @param rule of its name
 * @param id what its touches' ids begin with, unique for the event
 * @param source the connection it came by
 * @param name its own name
 * @param touchpoint the way it came by
 * @param anonymous whether nobody may be found by them
 * @param ids identifiers, strongest first
 * @param context as JSON
 */
record EventFrame(
        Event event,
        EventRule rule,
        String id,
        String source,
        @Nullable String name,
        @Nullable String touchpoint,
        boolean anonymous,
        List<Identifier> ids,
        @Nullable String context) {

    Draft touch(String touchId, String kind) {
        return new Draft(this, touchId, kind);
    }

    int contextLength() {
        return context == null ? 0 : context.length();
    }

    /** One touch while its columns are filled. */
    static final class Draft {

        private final EventFrame frame;
        private final String touchId;
        private final String kind;
        private Function<TouchField, @Nullable String> columns = _ -> null;
        private @Nullable BigDecimal quantity;
        private @Nullable BigDecimal amount;
        private @Nullable String currency;
        private @Nullable BigDecimal amountHome;

        private Draft(EventFrame frame, String touchId, String kind) {
            this.frame = frame;
            this.touchId = touchId;
            this.kind = kind;
        }

        Draft columns(Function<TouchField, @Nullable String> texts) {
            columns = texts;
            return this;
        }

        Draft money(
                @Nullable BigDecimal pieces,
                @Nullable BigDecimal sum,
                @Nullable String code,
                @Nullable BigDecimal atHome) {
            quantity = pieces;
            amount = sum;
            currency = code;
            amountHome = atHome;
            return this;
        }

        Touch touch(@Nullable Integer polarity, @Nullable String properties) {
            return new Touch(
                    touchId,
                    "",
                    frame.source(),
                    frame.event().occurredAt(),
                    frame.event().receivedAt(),
                    kind,
                    frame.name(),
                    frame.touchpoint(),
                    frame.ids(),
                    columns.apply(TouchField.ITEM),
                    columns.apply(TouchField.CATEGORY),
                    columns.apply(TouchField.PRODUCT_LINE),
                    columns.apply(TouchField.STORE),
                    columns.apply(TouchField.MARKET),
                    quantity,
                    amount,
                    currency,
                    amountHome,
                    columns.apply(TouchField.ORDER_ID),
                    columns.apply(TouchField.PLAY_ID),
                    columns.apply(TouchField.CONTENT_ID),
                    polarity,
                    frame.context(),
                    properties);
        }
    }
}
