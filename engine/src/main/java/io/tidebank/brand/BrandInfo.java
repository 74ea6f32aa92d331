package io.tidebank.brand;

import io.tidebank.lake.TouchFile;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * How a brand stands.
 *
 * @param touches touches in the lake
 * @param consumers identified consumers, as of the last refresh
 * @param guestTouches touches that carry no identifier
 * @param firstTouch when the earliest touch occurred that the last refresh has seen, so that every number knows of it; of a
 *     brand that was never refreshed, the earliest of all; null without touches
 * @param lastTouch when the latest one of these occurred
 * @param mostlyUntil fewer than one in a thousand of these occurred later; null without touches
 * @param snapshot the lake's current snapshot; 0 for none
 * @param fresh true if the last refresh has seen that snapshot, and the exchange rates of now
 * @param ladders names of the ladders that are kept up to date
 * @param ladderFaults what is wrong with their files, with file, line and field; such a ladder is left out
 */
public record BrandInfo(
        String name,
        ZoneId zone,
        Currency currency,
        long touches,
        long consumers,
        long guestTouches,
        @Nullable Instant firstTouch,
        @Nullable Instant lastTouch,
        @Nullable Instant mostlyUntil,
        long snapshot,
        boolean fresh,
        List<String> ladders,
        List<String> ladderFaults) {

    /** What comes after so many of all touches is next to nothing. */
    private static final double MOST = 0.999;

    public BrandInfo {
        ladders = List.copyOf(ladders);
        ladderFaults = List.copyOf(ladderFaults);
    }

    /** @param generation what the last refresh has made, if there was one */
    static BrandInfo of(BrandParts parts, Optional<Generation> generation) {
        long snapshot = parts.table().snapshot();
        List<TouchFile> files = parts.table().files(snapshot);
        List<TouchFile> seen = generation
                .filter(known -> known.snapshot() != snapshot)
                .map(known -> parts.table().filesOrLatest(known.snapshot()))
                .orElse(files);
        return new BrandInfo(
                parts.settings().name(),
                parts.settings().zone(),
                parts.settings().currency(),
                files.stream().mapToLong(TouchFile::rows).sum(),
                generation.map(Generation::consumers).orElse(0L),
                generation.map(Generation::guestTouches).orElse(0L),
                moment(seen.stream().mapToLong(TouchFile::firstMicros).min()),
                moment(seen.stream().mapToLong(TouchFile::lastMicros).max()),
                moment(mostlyUntil(seen)),
                snapshot,
                generation
                        .map(known -> known.snapshot() == snapshot
                                && known.rates().equals(parts.rates().version()))
                        .orElse(snapshot == 0),
                parts.settings().ladders(),
                parts.ladders().faults());
    }

    /** The end of the first file, in order of time, by which nearly all touches had occurred; a file is of one day. */
    private static OptionalLong mostlyUntil(List<TouchFile> files) {
        long all = files.stream().mapToLong(TouchFile::rows).sum();
        long known = 0;
        for (TouchFile file : files.stream()
                .sorted(Comparator.comparingLong(TouchFile::lastMicros))
                .toList()) {
            known += file.rows();
            if (known > all * MOST) {
                return OptionalLong.of(file.lastMicros());
            }
        }
        return OptionalLong.empty();
    }

    private static @Nullable Instant moment(OptionalLong micros) {
        return micros.isPresent() ? Instant.EPOCH.plus(micros.getAsLong(), ChronoUnit.MICROS) : null;
    }
}
