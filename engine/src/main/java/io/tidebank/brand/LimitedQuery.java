package io.tidebank.brand;

import io.tidebank.brand.home.BrandError;
import io.tidebank.brand.home.SqlLimits;
import io.tidebank.error.TidebankException;
import io.tidebank.sql.Progress;
import io.tidebank.sql.SqlError;
import io.tidebank.sql.WatchedWork;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Runs one question of somebody's, which takes no longer and answers with no more than it may. */
final class LimitedQuery extends WatchedWork {

    private static final long MOST_CHARACTERS = 64L << 20;

    private final Connection connection;
    private final String sql;
    private final SqlLimits limits;
    private final Patience patience;
    private volatile @Nullable PreparedStatement planned;
    private volatile boolean stopped;

    /** Ends when the caller no longer wants an answer, or has waited long enough. */
    private record Patience(Progress asked, long start, long nanos) implements Progress {

        @Override
        public void at(String step, long done, long total) {
            asked.at(step, done, total);
        }

        boolean isOver() {
            return System.nanoTime() - start > nanos;
        }

        @Override
        public boolean cancelled() {
            return isOver() || asked.cancelled();
        }
    }

    private LimitedQuery(Connection connection, String sql, SqlLimits limits, Patience patience) {
        super(patience);
        this.connection = connection;
        this.sql = sql;
        this.limits = limits;
        this.patience = patience;
    }

    static Serving.Table run(Connection connection, String sql, SqlLimits limits, Progress asked) throws SQLException {
        Patience patience = new Patience(asked, System.nanoTime(), limits.time().toNanos());
        return new LimitedQuery(connection, sql, limits, patience).answer();
    }

    private Serving.Table answer() throws SQLException {
        List<Serving.Table> answer = new ArrayList<>();
        // Planning is work, too: what has constant arguments is computed there, and cannot be stopped meanwhile.
        Callable<Boolean> work = () -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                planned = statement;
                if (stopped) {
                    return false;
                }
                try (ResultSet rows = statement.executeQuery()) {
                    return answer.add(read(rows));
                }
            }
        };
        try {
            run(List.of(work));
            return answer.getFirst();
        } catch (OutOfMemoryError e) {
            throw tooLarge(e);
        } catch (TidebankException e) {
            if (e.code() != SqlError.SQL_CANCELLED || !patience.isOver()) {
                throw e;
            }
            throw new TidebankException(
                    BrandError.QUERY_TOO_SLOW,
                    "The question took longer than %d seconds and was stopped. Ask for less, or raise sql.seconds in tidebank.yaml"
                            .formatted(limits.time().toSeconds()),
                    e);
        }
    }

    private Serving.Table read(ResultSet rows) throws SQLException {
        List<String> columns = Serving.columns(rows.getMetaData());
        List<List<@Nullable Object>> read = new ArrayList<>();
        long characters = 0;
        while (rows.next()) {
            List<@Nullable Object> row = Serving.row(rows, columns.size());
            characters += row.stream()
                    .mapToLong(value -> value instanceof String text ? text.length() : 0)
                    .sum();
            read.add(row);
            if (read.size() > limits.rows()) {
                throw new TidebankException(
                        BrandError.QUERY_TOO_LARGE,
                        "The answer has more than %,d rows. Count, add up, or say LIMIT".formatted(limits.rows()));
            }
            if (characters > MOST_CHARACTERS) {
                throw tooLarge(null);
            }
        }
        return new Serving.Table(columns, read);
    }

    private static TidebankException tooLarge(@Nullable Throwable cause) {
        return new TidebankException(
                BrandError.QUERY_TOO_LARGE,
                "The answer has more than %,d characters. Count, add up, or ask for fewer columns"
                        .formatted(MOST_CHARACTERS),
                cause);
    }

    @Override
    protected void tell(Progress progress) {
        // Nobody knows how far a question is, and a line that says so would stand beside every answer.
    }

    @Override
    protected void stop() throws SQLException {
        stopped = true;
        PreparedStatement statement = planned;
        if (statement != null && !statement.isClosed()) {
            statement.cancel();
        }
    }
}
