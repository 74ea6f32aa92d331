package io.tidebank.collect;

import io.tidebank.collect.format.ReadingHints;
import io.tidebank.collect.privacy.BrandKeys;
import io.tidebank.lake.CostTable;
import io.tidebank.lake.Lake;
import io.tidebank.lake.TouchTable;
import io.tidebank.method.MethodFiles;
import io.tidebank.method.TouchKindsFile;
import io.tidebank.money.RateFile;
import io.tidebank.sql.DuckDb;
import io.tidebank.sql.EngineSettings;
import io.tidebank.sql.Progress;
import io.tidebank.touch.TouchColumn;
import io.tidebank.touch.TouchColumns;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** A home with one brand, an importer, and questions to its lake. */
final class TestHome implements AutoCloseable {

    static final String BRAND = "demo";

    private final Path folder;
    private final EngineSettings settings;
    private final MethodFiles methods;
    private final Lake lake;
    private Importer importer;

    TestHome(Path folder) {
        this.folder = folder;
        this.settings = new EngineSettings(2L << 30, 2, folder.resolve("scratch"));
        this.methods = new MethodFiles(folder.resolve("methods"));
        this.lake = Lake.open(folder, settings);
        BrandKeys.make(folder, BRAND);
        this.importer = open(Clock.systemUTC());
    }

    private Importer open(Clock clock) {
        return Importer.open(context(clock));
    }

    ImportContext context(Clock clock) {
        return new ImportContext(
                folder,
                BRAND,
                ZoneId.of("Asia/Shanghai"),
                new RateFile(folder.resolve("rates.csv"), "CNY"),
                touches(),
                costs(),
                methods,
                TouchKindsFile.read(methods),
                settings,
                clock);
    }

    /** The importer as after a new start of the program. */
    Importer reopened() {
        importer = open(Clock.systemUTC());
        return importer;
    }

    Importer importer() {
        return importer;
    }

    TouchTable touches() {
        return lake.touches(BRAND);
    }

    CostTable costs() {
        return lake.costs(BRAND);
    }

    Path folder() {
        return folder;
    }

    ImportReport run(Path... files) {
        return importer.run(ImportRequest.of(files), Progress.NONE);
    }

    ImportReport run(String preset, Path... files) {
        return importer.run(ImportRequest.of(preset, files), Progress.NONE);
    }

    /** Imports by a mapping file. */
    ImportReport runBy(Path mapping, Path... files) {
        return importer.run(new ImportRequest(List.of(files), null, mapping, null, ReadingHints.NONE), Progress.NONE);
    }

    /** A file in the home with this text. */
    Path file(String name, String text) {
        return file(name, text, StandardCharsets.UTF_8);
    }

    Path file(String name, String text, Charset charset) {
        try {
            return Files.write(folder.resolve(name), text.getBytes(charset));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Rows of a question to the views {@code touch}, {@code cost_report} and {@code cost}, columns joined by a bar. */
    List<String> ask(String sql) {
        List<String> columns = TouchColumns.ALL.stream().map(TouchColumn::name).toList();
        try (DuckDb duckDb = DuckDb.inMemory(settings);
                Connection connection = duckDb.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE VIEW touch AS "
                    + touches().scan(touches().files(touches().snapshot()), columns));
            costs().show(connection);
            List<String> rows = new ArrayList<>();
            try (ResultSet found = statement.executeQuery(sql)) {
                int width = found.getMetaData().getColumnCount();
                while (found.next()) {
                    List<String> row = new ArrayList<>();
                    for (int i = 1; i <= width; i++) {
                        row.add(String.valueOf(found.getObject(i)));
                    }
                    rows.add(String.join("|", row));
                }
            }
            return rows;
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        lake.close();
    }
}
