package io.tidebank.collect.journal;

import io.tidebank.collect.journal.record.LiveBatch;
import io.tidebank.collect.journal.record.LiveEvent;
import io.tidebank.collect.journal.record.QuarantinedEvent;
import io.tidebank.collect.quarantine.FaultReason;
import io.tidebank.touch.Identifier;
import io.tidebank.touch.Touch;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Events as a live source would bring them. */
public final class LiveTouches {

    public static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private LiveTouches() {}

    /** A batch of events with these names, a touch each. */
    public static LiveBatch batch(String... names) {
        return LiveBatch.of(Stream.of(names).map(LiveTouches::event).toList());
    }

    public static LiveEvent event(String name) {
        return event("web", name, NOON);
    }

    public static LiveEvent event(String source, String name, Instant at) {
        return new LiveEvent(source, name, List.of(touch(source, name, at)));
    }

    public static QuarantinedEvent bad(@Nullable String name, String raw) {
        return new QuarantinedEvent("web", name, FaultReason.BAD_TIME, "timestamp", raw, NOON);
    }

    public static Touch touch(String source, String touchId, Instant at) {
        List<Identifier> ids =
                List.of(new Identifier("user", "u-" + touchId.length()), new Identifier("phone#", "ab12"));
        return new Touch(
                touchId,
                "",
                source,
                at,
                at.plusMillis(250),
                "order",
                "Order Completed",
                "search_ad.baidu",
                ids,
                "sku-1",
                "tea",
                null,
                "store-3",
                "CN",
                new BigDecimal("1.0000"),
                new BigDecimal("12.5000"),
                "CNY",
                null,
                "o-" + touchId,
                null,
                null,
                null,
                "{\"ip\":\"-\"}",
                "{}");
    }

    /** A touch whose every column is there or not, with texts of several scripts. */
    public static Touch random(Random random, String source, String touchId) {
        Instant at = NOON.plus(random.nextLong(-40_000_000_000_000L, 3_600_000_000L), ChronoUnit.MICROS);
        return new Touch(
                touchId,
                "",
                source,
                at,
                at.plus(random.nextLong(100_000_000), ChronoUnit.MICROS),
                List.of("view", "order", "pay").get(random.nextInt(3)),
                text(random),
                text(random),
                ids(random),
                text(random),
                text(random),
                text(random),
                text(random),
                text(random),
                decimal(random),
                decimal(random),
                text(random),
                decimal(random),
                text(random),
                text(random),
                text(random),
                random.nextBoolean() ? null : random.nextInt(-1, 2),
                text(random),
                text(random));
    }

    private static List<Identifier> ids(Random random) {
        List<Identifier> ids = new ArrayList<>();
        for (int left = random.nextInt(4); left > 0; left--) {
            ids.add(new Identifier("type" + left, String.valueOf(random.nextInt(9))));
        }
        return ids;
    }

    private static @Nullable String text(Random random) {
        List<String> texts = List.of("", "茶", "naïve", "a'b\"c\\", "🍵 x", "line\nline", "store-1");
        return random.nextInt(3) == 0 ? null : texts.get(random.nextInt(texts.size()));
    }

    private static @Nullable BigDecimal decimal(Random random) {
        return random.nextInt(3) == 0
                ? null
                : BigDecimal.valueOf(random.nextLong(-999_999_999_999_999_999L, 999_999_999_999_999_999L), 4);
    }
}
