package io.tidebank.collect.feed;

import io.tidebank.collect.ImportContext;
import io.tidebank.collect.commit.CommitSettings;
import io.tidebank.collect.intake.Intake;
import io.tidebank.collect.intake.LiveCollection;
import io.tidebank.collect.journal.JournalSettings;
import io.tidebank.collect.journal.RocksMemory;
import io.tidebank.collect.privacy.BrandKeys;
import io.tidebank.collect.quarantine.BadRow;
import io.tidebank.collect.quarantine.Quarantine;
import io.tidebank.collect.quarantine.RowLock;
import io.tidebank.collect.source.Sources;
import io.tidebank.lake.CostTable;
import io.tidebank.lake.Lake;
import io.tidebank.lake.TouchTable;
import io.tidebank.method.MethodFiles;
import io.tidebank.method.TouchKindsFile;
import io.tidebank.money.RateFile;
import io.tidebank.sql.DuckDb;
import io.tidebank.sql.EngineSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A home with one brand, a source {@code stream} and feeds, in a passing folder; it can end and begin anew. */
public final class FeedHome implements AutoCloseable {

    public static final String BRAND = "acme";
    public static final String SOURCE = "stream";

    private final Path folder;
    private final List<FeedFactory> factories;
    private final JournalSettings limits;
    private final EngineSettings engine;
    private final RocksMemory journals = new RocksMemory(64L << 20);
    private Lake lake;
    private Intake intake;
    private Feeds feeds;
    private Sources sources;

    public FeedHome(Path folder, FeedFactory... factories) {
        this(folder, JournalSettings.DEFAULTS.limited(1L << 40, 0), factories);
    }

    public FeedHome(Path folder, JournalSettings limits, FeedFactory... factories) {
        this.folder = folder;
        this.factories = List.of(factories);
        this.limits = limits;
        this.engine = new EngineSettings(1L << 30, 1, folder.resolve("run").resolve("scratch"));
        BrandKeys.make(folder, BRAND);
        begin();
        if (sources.named(BRAND, SOURCE).isEmpty()) {
            sources.create(BRAND, SOURCE);
        }
    }

    private void begin() {
        MethodFiles methods = new MethodFiles(folder.resolve("methods"));
        lake = Lake.open(folder, engine);
        ImportContext context = new ImportContext(
                folder,
                BRAND,
                ZoneId.of("UTC"),
                new RateFile(folder.resolve("rates.csv"), "CNY"),
                lake.touches(BRAND),
                lake.costs(BRAND),
                methods,
                TouchKindsFile.read(methods),
                engine,
                Clock.systemUTC());
        sources = Sources.open(folder, context.kinds(), context.clock());
        intake = Intake.open(context, LiveCollection.open(context, journals, limits, CommitSettings.DEFAULTS));
        Secrets secrets = new Secrets(Map.of("STREAM_PASSWORD", "s3cret"), folder);
        Intake opened = intake;
        feeds = new Feeds(
                new FeedContext(folder, BRAND, methods, () -> opened, sources, secrets, context.clock()), factories);
    }

    /** Ends as a process does that commits nothing on its way out, and begins anew. */
    public void restart() {
        close();
        begin();
    }

    /** The same with the journal gone, and all that only it held. */
    public void restartWithoutJournal() {
        close();
        try (Stream<Path> files = Files.walk(folder.resolve("journal"))) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        begin();
    }

    /** Writes a feed's file. */
    public void feed(String name, String yaml) {
        method("feeds/" + BRAND + "/" + name, yaml);
    }

    /** Writes a shape's file. */
    public void shape(String name, String yaml) {
        method("shapes/" + name, yaml);
    }

    private void method(String name, String yaml) {
        Path file = folder.resolve("methods").resolve(name + ".yaml");
        try {
            Files.createDirectories(file.resolveSibling("."));
            Files.writeString(file, yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Feeds feeds() {
        return feeds;
    }

    public Intake intake() {
        return intake;
    }

    public Sources sources() {
        return sources;
    }

    public CostTable costs() {
        return lake.costs(BRAND);
    }

    public TouchTable touches() {
        return lake.touches(BRAND);
    }

    /** The ids of all touches in the lake, sorted. */
    public List<String> touchIds() {
        return column("SELECT touch_id FROM touch ORDER BY 1");
    }

    /** The first column of an answer about the view {@code touch}. */
    public List<String> column(String sql) {
        List<String> columns = List.of("touch_id", "source", "occurred_at", "name", "primary_id", "context");
        String scan = touches().scan(touches().files(touches().snapshot()), columns);
        List<String> values = new ArrayList<>();
        try (DuckDb duckDb = DuckDb.inMemory(engine);
                Connection connection = duckDb.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE VIEW touch AS " + scan);
            try (ResultSet rows = statement.executeQuery(sql)) {
                while (rows.next()) {
                    values.add(rows.getString(1));
                }
            }
        } catch (SQLException e) {
            throw DuckDb.broken(e);
        }
        return values;
    }

    /** The quarantine's live rows. */
    public List<BadRow> quarantined() {
        RowLock lock = new RowLock(BrandKeys.open(folder, BRAND).quarantineKey());
        return new Quarantine(folder, BRAND, lock).rows(Quarantine.LIVE);
    }

    @Override
    public void close() {
        feeds.close();
        intake.close();
        journals.close();
        lake.close();
    }
}
