package io.tidebank.server.wire;

import io.tidebank.brand.Brand;
import io.tidebank.brand.BrandInfo;
import io.tidebank.brand.LadderInfo;
import io.tidebank.brand.RefreshReport;
import io.tidebank.sql.Answer;
import io.tidebank.sql.Progress;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A brand as callers see it; days are in its own zone.
 *
 * @param mostlyUntil the day after which fewer than one touch in a thousand occurred
 * @param ladderFaults what is wrong with ladder files that are left out, with file, line and field
 */
public record BrandView(
        String name,
        String zone,
        String currency,
        long touches,
        long consumers,
        @Nullable LocalDate firstDay,
        @Nullable LocalDate lastDay,
        @Nullable LocalDate mostlyUntil,
        boolean fresh,
        List<LadderView> ladders,
        List<String> ladderFaults) {

    public static BrandView of(BrandInfo info, List<LadderInfo> ladders) {
        return new BrandView(
                info.name(),
                info.zone().getId(),
                info.currency().getCurrencyCode(),
                info.touches(),
                info.consumers(),
                day(info.firstTouch(), info.zone()),
                day(info.lastTouch(), info.zone()),
                day(info.mostlyUntil(), info.zone()),
                info.fresh(),
                ladders.stream().map(LadderView::of).toList(),
                info.ladderFaults());
    }

    /** What there is of a brand, one thing a row. */
    public static Answer answer(BrandInfo info) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        rows.add(List.of("zone", info.zone().getId()));
        rows.add(List.of("currency", info.currency().getCurrencyCode()));
        rows.add(List.of("touches", info.touches()));
        rows.add(List.of("consumers", info.consumers()));
        rows.add(List.of("guest_touches", info.guestTouches()));
        rows.add(Arrays.asList("first_day", text(day(info.firstTouch(), info.zone()))));
        rows.add(Arrays.asList("last_day", text(day(info.lastTouch(), info.zone()))));
        rows.add(Arrays.asList("mostly_until", text(day(info.mostlyUntil(), info.zone()))));
        rows.add(List.of("fresh", info.fresh()));
        if (!info.ladderFaults().isEmpty()) {
            rows.add(List.of("ladder_faults", String.join("\n", info.ladderFaults())));
        }
        return new Answer(info.name(), "", List.of("name", "value"), rows);
    }

    /** Brings the brand up to date and says what there is of it then. */
    public static Answer refreshed(Brand brand, Progress progress) {
        RefreshReport report = brand.refresh(progress);
        Answer state = answer(brand.info());
        List<List<@Nullable Object>> rows = new ArrayList<>();
        rows.add(List.of(
                "read",
                switch (report.mode()) {
                    case NONE -> "nothing: all was up to date";
                    case MODELS -> "no touches: models were built anew";
                    case INCREMENTAL -> "what was new";
                    case FULL -> "everything: " + report.why();
                }));
        rows.add(List.of("touches_read", report.touches()));
        rows.add(List.of("seconds", Math.round(report.seconds() * 10) / 10.0));
        rows.addAll(state.rows());
        return new Answer(state.brand(), state.asOf(), state.columns(), rows);
    }

    private static @Nullable String text(@Nullable LocalDate day) {
        return day == null ? null : day.toString();
    }

    private static @Nullable LocalDate day(@Nullable Instant at, ZoneId zone) {
        return at == null ? null : LocalDate.ofInstant(at, zone);
    }
}
