package io.tidebank.sql;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.Callable;
import org.duckdb.DuckDBPreparedStatement;

/** Runs one long statement, and tells how far DuckDB thinks it is: in percent, which is a guess. */
public final class WatchedStatement extends WatchedWork {

    private final DuckDBPreparedStatement statement;
    private final String step;

    /** @param statement of a connection that has its progress bar enabled, and not its print */
    public WatchedStatement(Statement statement, Progress progress, String step) {
        super(progress);
        this.statement = (DuckDBPreparedStatement) statement;
        this.step = step;
    }

    /** Runs SQL to its end; a cancel ends it within some tenths of a second. */
    public void execute(String sql) throws SQLException {
        Callable<Boolean> work = () -> statement.execute(sql);
        run(List.of(work));
    }

    @Override
    protected void tell(Progress progress) throws SQLException {
        progress.at(step, Math.round(Math.max(0, statement.getQueryProgress().getPercentage())), 100);
    }

    @Override
    protected void stop() throws SQLException {
        statement.cancel();
    }
}
