package io.tidebank.collect.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidebank.collect.journal.AskedClock;
import io.tidebank.collect.journal.LiveTouches;
import io.tidebank.collect.journal.record.JournalError;
import io.tidebank.collect.journal.record.LiveBatch;
import io.tidebank.collect.journal.record.LiveEvent;
import io.tidebank.collect.quarantine.ArrivedRow;
import io.tidebank.collect.quarantine.BadRow;
import io.tidebank.collect.quarantine.Quarantine;
import io.tidebank.lake.JournalPosition;
import io.tidebank.sql.Progress;
import io.tidebank.touch.Identifier;
import io.tidebank.touch.Touch;
import io.tidebank.touch.TouchColumn;
import io.tidebank.touch.TouchColumns;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalCommitterTest {

    @TempDir
    Path home;

    @Test
    void everyColumnOfATouchArrivesAsItWasAccepted() {
        Random random = new Random(20261121);
        List<Touch> touches = IntStream.range(0, 5000)
                .mapToObj(i -> LiveTouches.random(random, "web", "t-%04d".formatted(i)))
                .toList();
        try (LiveBrand brand = new LiveBrand(home)) {
            for (List<Touch> some : parts(touches, 700)) {
                brand.accept(LiveBatch.of(some.stream()
                        .map(touch -> new LiveEvent("web", touch.touchId(), List.of(touch)))
                        .toList()));
            }
            CommitReport report = brand.committer.commit();

            assertThat(report.touches()).isEqualTo(5000);
            String columns = TouchColumns.ALL.stream()
                    .filter(column -> !column.name().equals("import_id"))
                    .map(JournalCommitterTest::asText)
                    .collect(Collectors.joining(" || '|' || "));
            String scan =
                    brand.scan(TouchColumns.ALL.stream().map(TouchColumn::name).toArray(String[]::new));
            assertThat(brand.column("SELECT %s FROM (%s) ORDER BY touch_id".formatted(columns, scan)))
                    .isEqualTo(touches.stream().map(JournalCommitterTest::text).toList());
            assertThat(brand.column("SELECT DISTINCT import_id FROM (%s)".formatted(scan)))
                    .containsExactly(report.batch());
        }
    }

    private static List<List<Touch>> parts(List<Touch> touches, int size) {
        List<List<Touch>> parts = new ArrayList<>();
        for (int i = 0; i < touches.size(); i += size) {
            parts.add(touches.subList(i, Math.min(touches.size(), i + size)));
        }
        return parts;
    }

    private static String asText(TouchColumn column) {
        return switch (column.type()) {
            case TIMESTAMP -> "epoch_us(%s)::VARCHAR".formatted(column.name());
            case IDENTIFIERS ->
                "list_aggregate(list_transform(ids, lambda i: i.type || ':' || i.value) || ['.'], 'string_agg', ',')";
            case STRING, INT, DECIMAL -> "coalesce(%s::VARCHAR, '~')".formatted(column.name());
        };
    }

    private static String text(Touch touch) {
        String ids = Stream.concat(touch.ids().stream().map(Identifier::text), Stream.of("."))
                .collect(Collectors.joining(","));
        List<@Nullable Object> values = new ArrayList<>();
        values.addAll(List.of(touch.touchId(), touch.source()));
        values.addAll(List.of(micros(touch.occurredAt()), micros(touch.receivedAt()), touch.kind()));
        for (Object value : new @Nullable Object[] {
            touch.name(),
            touch.touchpoint(),
            ids,
            touch.primaryId(),
            touch.item(),
            touch.category(),
            touch.productLine(),
            touch.store(),
            touch.market(),
            plain(touch.quantity()),
            plain(touch.amount()),
            touch.currency(),
            plain(touch.amountHome()),
            touch.orderId(),
            touch.playId(),
            touch.contentId(),
            touch.polarity(),
            touch.context(),
            touch.properties()
        }) {
            values.add(value);
        }
        return values.stream()
                .map(value -> value == null ? "~" : value.toString())
                .collect(Collectors.joining("|"));
    }

    private static @Nullable String plain(@Nullable BigDecimal number) {
        return number == null ? null : number.toPlainString();
    }

    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    @Test
    void aCommitTakesWhatIsNewAndNamesHowFarItReaches() {
        try (LiveBrand brand = new LiveBrand(home)) {
            brand.accept(LiveTouches.batch("a", "b"));
            assertThat(brand.committer.commit().tookSomething()).isTrue();
            brand.accept(LiveTouches.batch("c"));
            CommitReport second = brand.committer.commit();
            CommitReport third = brand.committer.commit();

            assertThat(brand.touchIds()).containsExactly("a", "b", "c");
            assertThat(second)
                    .extracting(CommitReport::from, CommitReport::to, CommitReport::touches)
                    .containsExactly(1L, 2L, 1L);
            assertThat(third.tookSomething()).isFalse();
            assertThat(brand.touches.snapshot()).isEqualTo(second.snapshot());
            assertThat(brand.touches.journalPosition()).contains(new JournalPosition(brand.journal.id(), 2));
            assertThat(brand.journal.status().lagEvents()).isZero();
        }
    }

    @Test
    void oneCommitTakesNoMoreThanItMay() {
        try (LiveBrand brand = new LiveBrand(home, new CommitSettings(Duration.ZERO, 3, 1 << 20))) {
            for (String name : List.of("a", "b", "c", "d", "e")) {
                brand.accept(LiveTouches.batch(name, name + "2"));
            }

            assertThat(brand.committer.commit().touches()).isEqualTo(4);
            assertThat(brand.committer.commit().touches()).isEqualTo(4);
            assertThat(brand.committer.isDue(Duration.ZERO)).isTrue();
            assertThat(brand.committer.commit().touches()).isEqualTo(2);
            assertThat(brand.committer.isDue(Duration.ZERO)).isFalse();
            assertThat(brand.touchIds()).hasSize(10).doesNotHaveDuplicates();
        }
    }

    @Test
    void whoIsPatientWaitsUnlessTooMuchWaits() {
        try (LiveBrand brand = new LiveBrand(home, new CommitSettings(Duration.ZERO, 3, 1 << 20))) {
            Duration patience = Duration.ofHours(1);
            brand.accept(LiveTouches.batch("a", "b"));

            assertThat(brand.committer.isDue(Duration.ZERO)).isTrue();
            assertThat(brand.committer.isDue(patience)).isFalse();
            brand.accept(LiveTouches.batch("c"));
            assertThat(brand.committer.isDue(patience)).isTrue();
        }
    }

    @Test
    void whatWasWrittenBeforeTheClockWasSetBackIsDueAtOnce() {
        AtomicReference<Instant> now = new AtomicReference<>(LiveTouches.NOON);
        Clock clock = new AskedClock(now::get);
        try (LiveBrand brand = new LiveBrand(home, new CommitSettings(Duration.ofHours(5), 99, 1 << 20), clock)) {
            brand.accept(LiveTouches.batch("a"));
            assertThat(brand.committer.isDue(Duration.ZERO)).isFalse();
            now.set(LiveTouches.NOON.minus(Duration.ofHours(1)));

            assertThat(brand.committer.isDue(Duration.ZERO)).isTrue();
            brand.accept(LiveTouches.batch("b"));
            brand.committer.commit();
            brand.accept(LiveTouches.batch("c"));
            assertThat(brand.committer.isDue(Duration.ZERO)).isFalse();
            assertThat(brand.touchIds()).containsExactly("a", "b");
        }
    }

    /** The clock is asked after the commit; whatever closes the journal then must not wait for the commit's end. */
    @Test
    void aCommitLetsGoOfTheJournalAsSoonAsItIsRead() {
        AtomicReference<Runnable> whenAsked = new AtomicReference<>(() -> {});
        Clock clock = new AskedClock(() -> {
            whenAsked.getAndSet(() -> {}).run();
            return LiveTouches.NOON;
        });
        AtomicBoolean closed = new AtomicBoolean();
        try (LiveBrand brand = new LiveBrand(home, CommitSettings.DEFAULTS, clock)) {
            brand.accept(LiveTouches.batch("a"));
            whenAsked.set(() -> {
                Thread closing = Thread.ofPlatform().start(brand.journal::close);
                closed.set(isOver(closing));
            });

            assertThat(brand.committer.commit().touches()).isEqualTo(1);
        }
        assertThat(closed).isTrue();
    }

    private static boolean isOver(Thread thread) {
        try {
            return thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Test
    void aCommitTakesNoMoreBadEventsThanFindRoom() {
        try (LiveBrand brand = new LiveBrand(home)) {
            for (int i = 0; i < 3; i++) {
                brand.accept(new LiveBatch(List.of(), List.of(LiveTouches.bad("x" + i, "x".repeat(12 << 20)))));
            }

            assertThat(brand.committer.commit().bad()).isEqualTo(2);
            assertThat(brand.committer.commit().bad()).isEqualTo(1);
        }
    }

    @Test
    void aRestartGoesOnWhereTheLakeStands() {
        try (LiveBrand brand = new LiveBrand(home)) {
            brand.accept(LiveTouches.batch("a"));
            brand.committer.commit();
            brand.accept(LiveTouches.batch("b"));
        }
        try (LiveBrand brand = new LiveBrand(home)) {
            assertThat(brand.accept(LiveTouches.batch("a", "b", "c")).accepted())
                    .isEqualTo(1);
            brand.committer.commit();

            assertThat(brand.touchIds()).containsExactly("a", "b", "c");
        }
    }

    @Test
    void badEventsComeIntoTheQuarantineOnce() {
        try (LiveBrand brand = new LiveBrand(home)) {
            brand.accept(new LiveBatch(List.of(LiveTouches.event("a")), List.of(LiveTouches.bad("x", "{\"t\":1}"))));
            brand.accept(new LiveBatch(List.of(), List.of(LiveTouches.bad("y", "{\"t\":2}"))));
            CommitReport report = brand.committer.commit();
            brand.accept(new LiveBatch(List.of(), List.of(LiveTouches.bad("z", "{\"t\":3}"))));
            brand.committer.commit();
            brand.committer.commit();

            assertThat(report.bad()).isEqualTo(2);
            assertThat(brand.quarantine.rows(Quarantine.LIVE))
                    .extracting(BadRow::raw)
                    .containsExactly("{\"t\":1}", "{\"t\":2}", "{\"t\":3}");
            brand.quarantine.keepLive(
                    report.batch(),
                    brand.quarantine.rows(Quarantine.LIVE).subList(0, 2).stream()
                            .map(row -> new ArrivedRow(row, Instant.EPOCH))
                            .toList());
            assertThat(brand.quarantine.rows(Quarantine.LIVE)).hasSize(3);
            assertThat(brand.touches.journalPosition()).contains(new JournalPosition(brand.journal.id(), 3));
        }
    }

    @Test
    void aMergeBesideCommitsLosesNothing() throws Exception {
        try (LiveBrand brand = new LiveBrand(home)) {
            Thread merging = Thread.ofPlatform().start(() -> {
                for (int i = 0; i < 5; i++) {
                    brand.touches.compact(Progress.NONE);
                }
            });
            int names = 0;
            while (merging.isAlive() || names < 10) {
                brand.accept(LiveTouches.batch("n-" + names++));
                brand.committer.commit();
            }
            merging.join();

            assertThat(brand.touchIds()).hasSize(names).doesNotHaveDuplicates();
            assertThat(brand.touches.journalPosition()).contains(new JournalPosition(brand.journal.id(), names));
        }
    }

    @Test
    void aNewJournalAfterALostOneGoesOnBesideWhatTheLakeHas() throws IOException {
        try (LiveBrand brand = new LiveBrand(home)) {
            brand.accept(LiveTouches.batch("a", "b"));
            brand.committer.commit();
        }
        move("journal", "lost");
        for (String name : List.of("c", "d")) {
            try (LiveBrand brand = new LiveBrand(home)) {
                brand.accept(LiveTouches.batch(name));
            }
        }
        try (LiveBrand brand = new LiveBrand(home)) {
            brand.committer.commit();
            assertThat(brand.touchIds()).containsExactly("a", "b", "c", "d");
        }
    }

    @Test
    void anOldJournalPutBackBesideALakeThatWentOnWithAnotherIsRefused() throws IOException {
        try (LiveBrand brand = new LiveBrand(home)) {
            brand.accept(LiveTouches.batch("a"));
            brand.committer.commit();
        }
        move("journal", "first");
        try (LiveBrand brand = new LiveBrand(home)) {
            brand.accept(LiveTouches.batch("b"));
            brand.committer.commit();
        }
        move("journal", "second");
        move("first", "journal");

        assertThatThrownBy(() -> new LiveBrand(home))
                .hasFieldOrPropertyWithValue("code", JournalError.JOURNAL_FOREIGN)
                .hasMessageContaining("does not follow it");
    }

    @Test
    void aLakeOlderThanWhatTheJournalGaveAwayIsRefused() throws IOException {
        try (LiveBrand brand = new LiveBrand(home)) {
            brand.accept(LiveTouches.batch("a"));
            brand.committer.commit();
        }
        move("lake", "old-lake");
        move("catalog.db", "old-catalog.db");

        assertThatThrownBy(() -> new LiveBrand(home))
                .hasFieldOrPropertyWithValue("code", JournalError.JOURNAL_AHEAD_OF_LAKE)
                .hasMessageContaining("up to position 1");
    }

    private void move(String from, String to) throws IOException {
        Files.move(home.resolve(from), home.resolve(to));
    }
}
