package io.tidebank.collect;

import io.tidebank.collect.format.FileOpener;
import io.tidebank.collect.format.ReadingHints;
import io.tidebank.collect.format.Scratch;
import io.tidebank.collect.format.SourceFile;
import io.tidebank.collect.mapping.PersonalSql;
import io.tidebank.error.TidebankException;
import io.tidebank.sql.DuckDb;
import io.tidebank.sql.Progress;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What one import or preview works with while it lasts: a passing database, a scratch folder, the opened files. */
final class ImportSession implements AutoCloseable {

    private final Scratch scratch;
    private final DuckDb duckDb;
    private final Connection connection;
    private final WatchedSql sql;
    private final Progress progress;

    ImportSession(ImportContext context, BrandKeys keys, Progress progress) {
        this.progress = progress;
        this.scratch = Scratch.in(context.settings().scratch());
        this.duckDb = DuckDb.inMemory(context.settings());
        this.connection = duckDb.connect();
        try {
            this.sql = new WatchedSql(connection, progress);
            setVariable(PersonalSql.INNER_KEY, keys.innerPad());
            setVariable(PersonalSql.OUTER_KEY, keys.outerPad());
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

    List<SourceFile> open(List<Path> paths, ReadingHints hints) {
        if (paths.isEmpty()) {
            throw new TidebankException(ImportError.IMPORT_EMPTY, "Name at least one file to import");
        }
        FileOpener opener = new FileOpener(connection, scratch, hints, progress);
        List<SourceFile> files = new ArrayList<>();
        for (Path path : paths) {
            progress.at("Reading " + path.getFileName(), files.size(), paths.size());
            files.addAll(opener.open(path));
        }
        if (files.isEmpty()) {
            throw new TidebankException(ImportError.IMPORT_EMPTY, "%s holds no files".formatted(paths.getFirst()));
        }
        return files;
    }

    Connection connection() {
        return connection;
    }

    WatchedSql sql() {
        return sql;
    }

    Scratch scratch() {
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
