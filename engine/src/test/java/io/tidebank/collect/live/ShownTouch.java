package io.tidebank.collect.live;

import io.tidebank.touch.Touch;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A touch in one short line: its kind and the columns that are filled. */
final class ShownTouch {

    private ShownTouch() {}

    static String of(List<Touch> touches) {
        return touches.stream().map(ShownTouch::of).collect(Collectors.joining("; "));
    }

    static String of(Touch touch) {
        return touch.kind()
                + field("item", touch.item())
                + field("category", touch.category())
                + field("line", touch.productLine())
                + field("quantity", plain(touch.quantity()))
                + field("amount", plain(touch.amount()))
                + field("currency", touch.currency())
                + field("order", touch.orderId())
                + field("play", touch.playId())
                + field("content", touch.contentId())
                + field("polarity", touch.polarity() == null ? null : String.valueOf(touch.polarity()))
                + field("touchpoint", touch.touchpoint());
    }

    private static String field(String name, @Nullable String value) {
        return value == null ? "" : " " + name + "=" + value;
    }

    private static @Nullable String plain(@Nullable BigDecimal number) {
        return number == null ? null : number.stripTrailingZeros().toPlainString();
    }
}
