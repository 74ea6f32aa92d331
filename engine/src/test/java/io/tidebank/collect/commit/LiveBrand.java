package io.tidebank.collect.commit;

import io.tidebank.ChildJvm;
import io.tidebank.collect.journal.Journal;
import io.tidebank.collect.journal.JournalPlace;
import io.tidebank.collect.journal.JournalReply.Ack;
import io.tidebank.collect.journal.JournalSettings;
import io.tidebank.collect.journal.RocksMemory;
import io.tidebank.collect.journal.record.LiveBatch;
import io.tidebank.collect.quarantine.Quarantine;
import io.tidebank.collect.quarantine.RowLock;
import io.tidebank.lake.Lake;
import io.tidebank.lake.TouchTable;
import io.tidebank.sql.DuckDb;
import io.tidebank.sql.EngineSettings;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** A brand in a passing folder with a lake, a journal and a committer. */
final class LiveBrand implements AutoCloseable {

    final Lake lake;
    final TouchTable touches;
    final Quarantine quarantine;
    final Journal journal;
    final JournalCommitter committer;
    private final EngineSettings engine;

    LiveBrand(Path home) {
        this(home, CommitSettings.DEFAULTS);
    }

    LiveBrand(Path home, CommitSettings commits) {
        this(home, commits, Clock.systemUTC());
    }

    LiveBrand(Path home, CommitSettings commits, Clock clock) {
        engine = new EngineSettings(1L << 30, 1, home.resolve("run").resolve("scratch"));
        lake = Lake.open(home, engine);
        touches = lake.touches("acme");
        RowLock lock = new RowLock(new byte[32]);
        quarantine = new Quarantine(home, "acme", lock);
        JournalPlace own = JournalPlace.of(home, "acme", clock, new RocksMemory(64L << 20));
        Path libraries = ChildJvm.libraries();
        JournalPlace place = new JournalPlace(own.folder(), libraries, own.clock(), own.freeDisk(), own.memory());
        journal = Journal.open(place, JournalSettings.DEFAULTS.limited(1L << 40, 0), lock, touches.journalPosition());
        committer = new JournalCommitter(journal, touches, quarantine, commits, engine);
    }

    Ack accept(LiveBatch batch) {
        return (Ack) journal.offer(batch);
    }

    /** The ids of all touches in the lake. */
    List<String> touchIds() {
        return column("SELECT touch_id FROM (%s) ORDER BY ALL".formatted(scan("touch_id")));
    }

    String scan(String... columns) {
        return touches.scan(touches.files(touches.snapshot()), List.of(columns));
    }

    /** The first column of an answer. */
    List<String> column(String sql) {
        List<String> values = new ArrayList<>();
        try (DuckDb duckDb = DuckDb.inMemory(engine);
                Connection connection = duckDb.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        } catch (SQLException e) {
            throw DuckDb.broken(e);
        }
        return values;
    }

    @Override
    public void close() {
        committer.close();
        journal.close();
        lake.close();
    }
}
