package io.tidebank.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidebank.collect.commit.CommitSettings;
import io.tidebank.collect.intake.LiveCollection;
import io.tidebank.collect.journal.JournalSettings;
import io.tidebank.collect.journal.LiveTouches;
import io.tidebank.collect.journal.RocksMemory;
import io.tidebank.collect.journal.record.LiveBatch;
import io.tidebank.lake.JournalPosition;
import io.tidebank.sql.Progress;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveCollectionTest extends InTestHome {

    private static final String INVOICES = """
            InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country
            1,A,tea,2,2011-01-10 09:00:00,1.50,7.0,UK
            2,B,cup,1,2011-01-20 09:00:00,4.00,8.0,UK
            """;

    private LiveCollection live() {
        return LiveCollection.open(
                home.context(Clock.systemUTC()),
                new RocksMemory(64L << 20),
                JournalSettings.DEFAULTS.limited(1 << 30, 0),
                CommitSettings.DEFAULTS);
    }

    @Test
    void filesAndLiveEventsLieBesideEachOtherAndAnUndoLeavesTheJournalsPosition() {
        ImportReport report = home.run(home.file("january.csv", INVOICES));
        String name;
        try (LiveCollection live = live()) {
            live.journal().offer(LiveTouches.batch("a", "b"));
            live.committer().commit();
            name = live.journal().id();
        }
        home.importer().undo(report.importId());
        home.touches().compact(Progress.NONE);
        home.touches().expire(Instant.now().plusSeconds(60), 1);

        assertThat(home.ask("SELECT touch_id FROM touch ORDER BY 1")).containsExactly("a", "b");
        assertThat(home.touches().journalPosition()).contains(new JournalPosition(name, 1));
        try (LiveCollection live = live()) {
            live.journal().offer(LiveTouches.batch("b", "c"));
            live.committer().commit();
        }
        assertThat(home.ask("SELECT touch_id FROM touch ORDER BY 1")).containsExactly("a", "b", "c");
    }

    @Test
    void badLiveEventsAreSeenWhereBadRowsAre() {
        try (LiveCollection live = live()) {
            live.journal().offer(new LiveBatch(List.of(), List.of(LiveTouches.bad(null, "{\"timestamp\":\"soon\"}"))));
            live.committer().commit();
        }

        assertThat(home.importer().quarantined().rows())
                .containsExactly(List.of("live", "web", "timestamp", "BAD_TIME", 1L));
        assertThat(home.importer().quarantined("live", 10).columns())
                .containsExactly("row", "source", "arrived_at", "column", "reason", "text");
        assertThat(home.importer().quarantined("live", 10).rows().getFirst().get(2))
                .asString()
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
        assertThat(home.importer().quarantined("live", 10).rows().getFirst())
                .last()
                .isEqualTo("{\"timestamp\":\"soon\"}");
    }
}
