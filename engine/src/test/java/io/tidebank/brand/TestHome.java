package io.tidebank.brand;

import io.tidebank.lake.JournalPosition;
import io.tidebank.lake.Lake;
import io.tidebank.lake.SnapshotInfo;
import io.tidebank.lake.TouchTable;
import io.tidebank.lake.timeline.SmallTimelines;
import io.tidebank.sql.DuckDb;
import io.tidebank.sql.EngineSettings;
import io.tidebank.sql.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;

/** A home with one brand, filled by hand. */
final class TestHome {

    static final String BRAND = "brand";

    final Path path;

    TestHome(Path path, ZoneId zone) {
        this(path, zone, Currency.getInstance("CNY"));
    }

    TestHome(Path path, ZoneId zone, Currency currency) {
        this.path = path;
        Tidebank.init(path, BRAND, zone, currency);
    }

    /** The brand's ladders, read from now on. */
    void ladders(String... names) throws IOException {
        Path config = path.resolve("tidebank.yaml");
        Files.writeString(
                config,
                Files.readString(config).replaceAll("ladders: .*", "ladders: [" + String.join(", ", names) + "]"));
    }

    /** A ladder file of the home's own. */
    void ladder(String name, String yaml) throws IOException {
        Files.createDirectories(path.resolve("methods/ladders"));
        Files.writeString(path.resolve("methods/ladders/" + name + ".yaml"), yaml);
    }

    /** Commits touches to the lake, as an import would. */
    void add(List<TestTouch> touches) throws SQLException {
        add(touches, "i");
    }

    /** Commits touches as what came live is. */
    void addLive(List<TestTouch> touches) throws SQLException {
        add(touches, JournalPosition.BATCH + touches.getFirst().id());
    }

    private void add(List<TestTouch> touches, String importId) throws SQLException {
        EngineSettings settings = new EngineSettings(1L << 30, 2, path.resolve("run"));
        try (Lake lake = Lake.open(path, settings);
                DuckDb duckDb = DuckDb.inMemory(settings);
                Connection connection = duckDb.connect()) {
            TouchTable table = lake.touches(BRAND);
            table.append(table.stage(connection, TestTouch.select(touches)), Map.of(SnapshotInfo.IMPORT_ID, importId));
        }
    }

    /** Copies all closed days to the timeline, small as they are. */
    void keepTimeline() {
        EngineSettings settings = new EngineSettings(1L << 30, 2, path.resolve("run"));
        try (Lake lake = Lake.open(path, settings)) {
            SmallTimelines.keep(path.resolve("timeline").resolve(BRAND), lake.touches(BRAND), settings);
        }
    }

    RefreshReport refresh() {
        try (Tidebank tidebank = Tidebank.open(path)) {
            return tidebank.brand(null).refresh(Progress.NONE);
        }
    }

    /** Rows of a query on the serving file, as text. */
    List<String> query(String sql) throws SQLException {
        EngineSettings settings = new EngineSettings(1L << 30, 2, path.resolve("run"));
        List<String> found = new ArrayList<>();
        try (DuckDb duckDb = DuckDb.file(path.resolve("serving").resolve(BRAND + ".duckdb"), settings);
                Connection connection = duckDb.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                StringBuilder row = new StringBuilder();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    row.append(i == 1 ? "" : "|").append(rows.getString(i));
                }
                found.add(row.toString());
            }
        }
        return found;
    }
}
