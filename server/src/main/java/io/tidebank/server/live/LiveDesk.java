package io.tidebank.server.live;

import io.tidebank.brand.Tidebank;
import io.tidebank.collect.source.Source;
import io.tidebank.collect.source.SourceError;
import io.tidebank.error.TidebankException;
import io.tidebank.server.Listening;
import io.tidebank.server.collect.Refusals;
import io.tidebank.server.wire.LiveEventView;
import io.tidebank.server.wire.LiveView;
import io.tidebank.server.wire.LiveView.CollectorView;
import io.tidebank.server.wire.LiveView.RefusalView;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads how live collection stands. A brand without a source has no journal, and looking at it makes none. */
@Component
class LiveDesk {

    private final Tidebank tidebank;
    private final Refusals refusals;
    private final Clock clock;
    private final CollectorView collector;

    LiveDesk(Tidebank tidebank, Refusals refusals, Clock clock, Listening listening) {
        this.collector = CollectorView.of(listening);
        this.clock = clock;
        this.tidebank = tidebank;
        this.refusals = refusals;
    }

    LiveView status(String brand) {
        List<Source> sources = tidebank.sources().list(brand);
        var asked = tidebank.brand(brand);
        return sources.isEmpty()
                ? LiveView.ofNone(brand, collector, clock.instant())
                : LiveView.of(asked, collector, sources, refused(brand), clock.instant());
    }

    private List<RefusalView> refused(String brand) {
        return refusals.of(brand).stream()
                .map(count -> new RefusalView(
                        count.source().isEmpty() ? null : count.source(), count.code(), count.requests()))
                .toList();
    }

    /**
     * The last events, the latest last.
     *
     * @param source null for all
     * @param after number of the last event that is known
     */
    List<LiveEventView> events(String brand, @Nullable String source, long after) {
        var asked = tidebank.brand(brand);
        List<Source> sources = tidebank.sources().list(brand);
        if (source != null && sources.stream().noneMatch(known -> known.name().equals(source))) {
            throw new TidebankException(
                    SourceError.SOURCE_NOT_FOUND, "Brand '%s' has no source '%s'".formatted(brand, source));
        }
        return sources.isEmpty()
                ? List.of()
                : asked.intake().tail().events(source, after).stream()
                        .map(LiveEventView::of)
                        .toList();
    }
}
