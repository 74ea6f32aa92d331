package io.tidebank.lake;

import io.tidebank.sql.Progress;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.Callable;
import org.duckdb.DuckDBPreparedStatement;

/** Runs the one long statement of a stage, which reads and sorts, and tells how far DuckDB thinks it is. */
final class WatchedSort extends WatchedWork {

    private final DuckDBPreparedStatement statement;

    WatchedSort(Statement statement, Progress progress) {
        super(progress);
        this.statement = (DuckDBPreparedStatement) statement;
    }

    void execute(String sql) throws SQLException {
        Callable<Boolean> work = () -> statement.execute(sql);
        run(List.of(work));
    }

    @Override
    void tell(Progress progress) throws SQLException {
        progress.at(
                "Reading and sorting",
                Math.round(Math.max(0, statement.getQueryProgress().getPercentage())),
                100);
    }

    @Override
    void stop() throws SQLException {
        statement.cancel();
    }
}
