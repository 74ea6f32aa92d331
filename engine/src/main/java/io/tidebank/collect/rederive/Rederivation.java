package io.tidebank.collect.rederive;

import static java.util.stream.Collectors.joining;

import io.tidebank.collect.commit.TouchRows;
import io.tidebank.collect.live.LiveReader;
import io.tidebank.lake.JournalPosition;
import io.tidebank.lake.TouchFile;
import io.tidebank.lake.TouchTable;
import io.tidebank.lake.TouchTable.Replacement;
import io.tidebank.sql.ArrowInsert;
import io.tidebank.sql.DuckDb;
import io.tidebank.sql.EngineSettings;
import io.tidebank.touch.Touch;
import io.tidebank.touch.TouchColumn;
import io.tidebank.touch.TouchColumns;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.jspecify.annotations.Nullable;

/**
 * Makes touches anew that came from live sources under names which nobody had mapped then. Their ids are those that they
 * would have got at once, and the commit that brings them takes the old rows out. Done again, it finds nothing to do.
 */
public final class Rederivation {

    private static final String UNKNOWN = "custom";

    /** Touches that are made before they are handed over. */
    private static final int IN_HAND = 10_000;

    private final TouchTable table;
    private final LiveReader reader;
    private final EngineSettings engine;

    /** @param reader of the brand, as its method files are now */
    public Rederivation(TouchTable table, LiveReader reader, EngineSettings engine) {
        this.table = table;
        this.reader = reader;
        // One thread: what Java hands over in Arrow batches is written over by the next batch.
        this.engine = new EngineSettings(engine.memoryBytes(), 1, engine.scratch());
    }

    /**
     * A name under which touches of kind custom lie in the lake.
     *
     * @param mapped whether a file says by now what it becomes
     */
    public record UnknownName(String name, long touches, boolean mapped) {}

    /**
     * What was made anew.
     *
     * @param before touches that were taken out
     * @param after touches that were put in for them
     * @param kept touches that cannot be what their name says now, and stay custom
     */
    public record Report(long before, long after, long kept, long snapshot) {}

    /** The names, the most frequent first, without those of which a file says that they are custom. */
    public List<UnknownName> unknown() {
        List<TouchFile> files = table.files(table.snapshot());
        if (files.isEmpty()) {
            return List.of();
        }
        String sql =
                "SELECT name, count(*) FROM (%s) AS rows WHERE %s AND name IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1"
                        .formatted(table.scan(files, List.of("name", "kind", "import_id")), custom());
        List<UnknownName> names = new ArrayList<>();
        try (DuckDb duckDb = DuckDb.inMemory(engine);
                Connection connection = duckDb.connect();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            while (found.next()) {
                String name = found.getString(1);
                boolean mapped = reader.makesMore(name);
                if (mapped || !reader.knows(name)) {
                    names.add(new UnknownName(name, found.getLong(2), mapped));
                }
            }
        } catch (SQLException e) {
            throw DuckDb.broken(e);
        }
        return names;
    }

    /** @param name of the events; null for all that a file maps by now */
    public Report run(@Nullable String name) {
        Anew anew = new Anew(name);
        long snapshot = table.replace(anew, Map.of());
        return new Report(anew.before, anew.after, anew.kept, snapshot);
    }

    private static String custom() {
        return "kind = '%s' AND starts_with(import_id, '%s')".formatted(UNKNOWN, JournalPosition.BATCH);
    }

    /** Where touches go that were made; they are taken before the call returns. */
    private interface Sink {
        void take(List<Touch> made) throws SQLException;
    }

    /** The plan for a snapshot, made anew for another. */
    private final class Anew implements Replacement {

        private final @Nullable String wanted;
        private long before;
        private long after;
        private long kept;

        Anew(@Nullable String wanted) {
            this.wanted = wanted;
        }

        @Override
        public String kind() {
            return UNKNOWN;
        }

        @Override
        public String importPrefix() {
            return JournalPosition.BATCH;
        }

        @Override
        public @Nullable Plan plan(long snapshot) {
            before = 0;
            after = 0;
            kept = 0;
            List<String> names = unknown().stream()
                    .filter(UnknownName::mapped)
                    .map(UnknownName::name)
                    .filter(name -> wanted == null || wanted.equals(name))
                    .toList();
            if (names.isEmpty()) {
                return null;
            }
            String gone = custom() + names.stream().map(DuckDb::literal).collect(joining(", ", " AND name IN (", ")"));
            List<TouchFile> added = staged(table.files(snapshot), gone);
            return before == 0 ? null : new Plan(gone, added);
        }

        /** Some rows after others, so that no more are in hand. They are read and written by turns, on a connection each. */
        private List<TouchFile> staged(List<TouchFile> files, String gone) {
            try (DuckDb duckDb = DuckDb.inMemory(engine);
                    Connection reading = duckDb.connect();
                    Connection writing = duckDb.connect()) {
                insert(writing, List.of(), "CREATE TEMP TABLE anew AS SELECT * FROM %s");
                for (TouchFile file : files) {
                    make(reading, file, gone, made -> insert(writing, made, "INSERT INTO anew SELECT * FROM %s"));
                }
                return before == 0 ? List.of() : table.stage(writing, "SELECT * FROM anew");
            } catch (SQLException e) {
                throw DuckDb.broken(e);
            }
        }

        private void insert(Connection connection, List<Touch> touches, String sql) throws SQLException {
            try (BufferAllocator allocator = new RootAllocator();
                    TouchRows rows = new TouchRows(allocator, touches.iterator(), "")) {
                ArrowInsert.run(connection, allocator, rows, sql);
            } catch (IOException e) {
                throw new SQLException("Touches cannot be handed over", e);
            }
        }

        private void make(Connection connection, TouchFile file, String gone, Sink sink) throws SQLException {
            List<String> columns =
                    TouchColumns.ALL.stream().map(TouchColumn::name).toList();
            String sql = "SELECT %s FROM (%s) AS rows WHERE %s"
                    .formatted(StoredTouches.COLUMNS, table.scan(List.of(file), columns), gone);
            List<Touch> made = new ArrayList<>();
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(sql)) {
                while (rows.next()) {
                    add(StoredTouches.touch(rows), made);
                    if (made.size() >= IN_HAND) {
                        sink.take(made);
                        made.clear();
                    }
                }
            }
            sink.take(made);
        }

        private void add(Touch stored, List<Touch> made) {
            List<Touch> anew = reader.anew(stored);
            if (anew.isEmpty()) {
                kept++;
                made.add(stored);
            } else {
                before++;
                after += anew.size();
                made.addAll(anew);
            }
        }
    }
}
