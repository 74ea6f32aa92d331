package io.tidebank.cli.picture;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.summingLong;

import io.tidebank.server.WholeTime;
import io.tidebank.server.wire.LimitsView;
import io.tidebank.server.wire.LimitsView.JournalLimits;
import io.tidebank.server.wire.LiveEventView;
import io.tidebank.server.wire.LiveView;
import io.tidebank.server.wire.LiveView.JournalView;
import io.tidebank.server.wire.LiveView.MemoryView;
import io.tidebank.server.wire.LiveView.RefusalView;
import io.tidebank.server.wire.LiveView.SourceCounts;
import io.tidebank.sql.Answer;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Live events, a line each, and a line of counts. */
public final class LivePicture {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final List<String> UNITS = List.of("B", "kB", "MB", "GB");
    private static final int SOURCE_CELLS = 14;
    private static final int NAME_CELLS = 26;
    private static final int KIND_CELLS = 12;
    private static final int TOUCHES_CELLS = 3;

    private LivePicture() {}

    /** The last events and how things stand. */
    public static List<String> draw(List<LiveEventView> events, LiveView status, ZoneId zone, boolean colours) {
        List<String> lines = new ArrayList<>();
        events.forEach(event -> lines.add(line(event, zone, colours)));
        if (nothingCame(status)) {
            lines.add("(nothing has come since the server started)");
        }
        lines.add(counts(status, colours));
        if (status.limits() != null) {
            limits(status.limits()).forEach(line -> lines.add(Paint.DIM.on(line, colours)));
        }
        return lines;
    }

    /** What sources may send, and what the journal takes on. */
    private static List<String> limits(LimitsView limits) {
        JournalLimits journal = limits.journal();
        Integer rate = limits.eventsPerSecond();
        return List.of(
                "limits: %s an event · %s and %,d events a batch · %s"
                        .formatted(
                                size(limits.eventBytes()),
                                size(limits.batchBytes()),
                                limits.batchEvents(),
                                rate == null
                                        ? "any number of events a second"
                                        : "%,d events a second and source".formatted(rate)),
                "journal: %s a batch · %s wait for the lake at most · %s of disk stay free · ids known for %d days in %s"
                        .formatted(
                                size(journal.batchBytes()),
                                size(journal.lagBytes()),
                                size(journal.freeDisk()),
                                journal.memoryDays(),
                                size(journal.memoryBytes())));
    }

    /** Limits are set in whole kB and MB; 0.5 GB is 512 MB. */
    private static String size(long bytes) {
        for (int unit = UNITS.size() - 1; unit > 0; unit--) {
            long whole = 1L << (10 * unit);
            if (bytes >= whole && bytes % whole == 0) {
                return "%,d %s".formatted(bytes / whole, UNITS.get(unit));
            }
        }
        return "%,d %s".formatted(bytes, UNITS.getFirst());
    }

    /** When, by which source, what it was called, what it became. */
    public static String line(LiveEventView event, ZoneId zone, boolean colours) {
        String facts = String.join(
                "  ",
                Paint.DIM.on(event.at().atZone(zone).format(TIME), colours),
                cell(event.source(), SOURCE_CELLS),
                cell(Objects.requireNonNullElse(event.name(), "-"), NAME_CELLS),
                cell(Objects.requireNonNullElse(event.kind(), "-"), KIND_CELLS),
                TextWidth.padLeft(Integer.toString(event.touches()), TOUCHES_CELLS),
                paint(event.fate()).on(event.fate(), colours));
        return event.reason().isEmpty() ? facts : facts + ": " + event.reason();
    }

    /** What came since the server's start, and how much of it is not in the lake yet. */
    public static String counts(LiveView status, boolean colours) {
        String counts = "accepted %,d · duplicates %,d · quarantined %,d · dropped %,d · refused %,d"
                .formatted(
                        sum(status, SourceCounts::accepted),
                        sum(status, SourceCounts::duplicates),
                        sum(status, SourceCounts::quarantined),
                        sum(status, SourceCounts::dropped),
                        sum(status, SourceCounts::refused));
        JournalView journal = status.journal();
        if (journal == null) {
            return Paint.DIM.on("The brand has no source yet; make one: tidebank source create NAME", colours);
        }
        Long inKafka = journal.waitingInKafka();
        String waiting = refusals(status)
                + (inKafka == null ? "" : " · %,d requests wait in Kafka".formatted(inKafka))
                + " · %,d wait for the lake (%.1f s) · %,d GB free"
                        .formatted(journal.lagEvents(), journal.lagSeconds(), journal.freeDisk() >> 30);
        String problem = journal.problem();
        return Paint.DIM.on(counts + waiting, colours)
                + (problem == null ? "" : " · " + Paint.BAD.on(problem, colours))
                + memory(journal.memory(), colours);
    }

    /** What is forgotten too early; empty if nothing is. */
    private static String memory(MemoryView memory, boolean colours) {
        String messages = memory.messagesTooShort() ? known("messages", memory.messagesSeconds(), colours) : "";
        return messages + (memory.thingsTooShort() ? known("orders", memory.thingsSeconds(), colours) : "");
    }

    private static String known(String what, double seconds, boolean colours) {
        String time = WholeTime.of(Duration.ofSeconds((long) seconds));
        return " · " + Paint.WARM.on("ids of %s are known for %s only".formatted(what, time), colours);
    }

    /** Requests of which nothing was taken, and why; empty if there are none. */
    private static String refusals(LiveView status) {
        Map<String, Long> byCode = status.refusals().stream()
                .collect(groupingBy(RefusalView::code, TreeMap::new, summingLong(RefusalView::requests)));
        return byCode.isEmpty()
                ? ""
                : byCode.entrySet().stream()
                        .map(count -> "%s %,d".formatted(count.getKey(), count.getValue()))
                        .collect(joining(", ", " (requests: ", ")"));
    }

    /** The same for programs, a row each. */
    public static Answer answer(String brand, List<LiveEventView> events) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (LiveEventView event : events) {
            rows.add(Arrays.asList(
                    event.at().toString(),
                    event.source(),
                    event.name(),
                    event.kind(),
                    event.touches(),
                    event.fate(),
                    event.reason()));
        }
        return new Answer(
                brand, "", List.of("received_at", "source", "name", "kind", "touches", "fate", "reason"), rows);
    }

    private static boolean nothingCame(LiveView status) {
        return sum(status, by -> by.accepted() + by.duplicates() + by.quarantined() + by.dropped() + by.refused()) == 0;
    }

    private static long sum(LiveView status, ToLongFunction<SourceCounts> count) {
        return status.sources().stream().mapToLong(count).sum();
    }

    private static String cell(String text, int cells) {
        return TextWidth.padRight(TextWidth.cut(text.replaceAll("\\R", "⏎"), cells), cells);
    }

    private static Paint paint(String fate) {
        return switch (fate) {
            case "accepted" -> Paint.GOOD;
            case "quarantined" -> Paint.BAD;
            default -> Paint.WARM;
        };
    }
}
