package io.tidebank.collect.session;

import io.tidebank.collect.format.FileOpener;
import io.tidebank.collect.format.ReadingHints;
import io.tidebank.collect.format.Scratch;
import io.tidebank.collect.format.SourceFile;
import io.tidebank.collect.plan.BoundFile;
import io.tidebank.collect.plan.MappingPlan;
import io.tidebank.collect.plan.cell.PersonalSql;
import io.tidebank.sql.DuckDb;
import io.tidebank.sql.EngineSettings;
import io.tidebank.sql.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What one import or preview works with while it lasts: a passing database, a scratch folder, the opened files. */
public final class ImportSession implements AutoCloseable {

    private static final String READING = "Reading ";

    /** Progress is told in per cent: bytes beside other steps' rows would be taken for rows. */
    private static final long WHOLE = 100;

    private final Map<Integer, SetAside> setAside = new HashMap<>();
    private final Scratch scratch;
    private final DuckDb duckDb;
    private final Connection connection;
    private final WatchedSql sql;
    private final Progress progress;

    /**
     * Opens it.
     *
     * @param innerKey key for identifiers, padded for HMAC's inner hash
     * @param outerKey the same for its outer hash
     */
    public ImportSession(EngineSettings settings, byte[] innerKey, byte[] outerKey, Progress progress) {
        this.progress = progress;
        this.scratch = Scratch.in(settings.scratch());
        this.duckDb = DuckDb.inMemory(settings);
        this.connection = duckDb.connect();
        try {
            this.sql = new WatchedSql(connection, progress);
            setVariable(PersonalSql.INNER_KEY, innerKey);
            setVariable(PersonalSql.OUTER_KEY, outerKey);
        } catch (SQLException e) {
            throw DuckDb.broken(e);
        }
    }

    /** Bound, so that no key is ever part of a statement's text. */
    private void setVariable(String name, byte[] value) throws SQLException {
        try (PreparedStatement set = connection.prepareStatement("SET VARIABLE %s = ?".formatted(name))) {
            set.setBytes(1, value);
            set.execute();
        }
    }

    /** Looks at files and unpacks them where needed. */
    public List<SourceFile> open(List<Path> paths, ReadingHints hints) {
        FileOpener opener = new FileOpener(connection, scratch, hints, progress);
        List<SourceFile> files = new ArrayList<>();
        for (Path path : paths) {
            progress.at(READING + path.getFileName(), files.size(), paths.size());
            files.addAll(opener.open(path));
        }
        return files;
    }

    /**
     * The beginning of a file as a file of its own, for a look: only one that is read to its end tells which of its records
     * cannot be cut into columns. What has its columns from the format stays as it is.
     */
    public BoundFile beginning(BoundFile file, int records) {
        if (file.file().isNamed()) {
            return file;
        }
        Path copy = scratch.file(".head");
        try {
            FirstRecords.copy(file, records, copy);
        } catch (IOException e) {
            throw Scratch.broken(copy, e);
        }
        return file.readFrom(copy);
    }

    /**
     * Reads a file into its table of checked rows.
     *
     * @param limit at most so many rows
     */
    public void read(MappingPlan plan, BoundFile file, long limit) {
        run(plan, file, file, limit);
        if (file.file().isNamed() || count("FROM " + file.rejects()) == 0) {
            return;
        }
        Path copy = scratch.file(".copy");
        try {
            SetAside aside = SetAside.of(file, copy);
            if (!aside.lines().isEmpty()) {
                setAside.put(file.number(), aside);
                plan.tables(file).forEach(table -> sql.run(READING, 0, "DROP TABLE IF EXISTS " + table));
                run(plan, file, aside.file(), limit);
            }
        } catch (IOException e) {
            throw Scratch.broken(copy, e);
        }
    }

    private void run(MappingPlan plan, BoundFile file, BoundFile readable, long limit) {
        for (String statement : plan.checking(readable, limit)) {
            sql.run(READING + file.file().name(), WHOLE, statement);
        }
    }

    /** What was put aside of a file that has been read, so that the rest of it could be. */
    SetAside setAside(BoundFile file) {
        return setAside.getOrDefault(file.number(), SetAside.nothing(file));
    }

    /** Rows of a table, or of whatever follows FROM. */
    public long count(String from) {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) " + from)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw DuckDb.broken(e);
        }
    }

    /** The one text that a question gives. */
    public String text(String select) {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(select)) {
            rows.next();
            return String.valueOf(rows.getString(1));
        } catch (SQLException e) {
            throw DuckDb.broken(e);
        }
    }

    public Connection connection() {
        return connection;
    }

    public WatchedSql sql() {
        return sql;
    }

    public Scratch scratch() {
        return scratch;
    }

    @Override
    public void close() {
        try (scratch;
                duckDb) {
            connection.close();
        } catch (SQLException e) {
            throw DuckDb.broken(e);
        }
    }
}
