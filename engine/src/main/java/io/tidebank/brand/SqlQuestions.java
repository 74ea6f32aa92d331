package io.tidebank.brand;

import io.tidebank.brand.home.BrandError;
import io.tidebank.brand.home.SqlLimits;
import io.tidebank.error.TidebankException;
import io.tidebank.lake.CostTable;
import io.tidebank.lake.TouchFile;
import io.tidebank.money.TouchView;
import io.tidebank.sql.Answer;
import io.tidebank.sql.Progress;
import io.tidebank.sql.SqlError;
import io.tidebank.sql.SqlSyntax;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Answers free SQL, read-only. The query is parsed by the database's own parser before it runs: it must be one SELECT,
 * read the brand's relations only, and call no function that reaches for files, settings or other databases.
 */
final class SqlQuestions {

    private static final int MOST_AT_ONCE = 4;

    /** Table functions that make rows out of nothing but their arguments. */
    private static final Set<String> TABLE_FUNCTIONS = Set.of("generate_series", "range", "unnest", "json_each");

    private static final Set<String> REFUSED_FUNCTIONS = Set.of(
            "getenv",
            "current_setting",
            "duckdb_profiling_settings",
            "read_text",
            "read_blob",
            "query",
            "query_table",
            "which_secret",
            "write_log",
            "set_config",
            "getvariable",
            "nextval",
            "currval");

    /** They make one value as long as they are told to, while the question is planned even: no limit of memory holds them. */
    private static final Set<String> BOUNDLESS = Set.of(
            "range",
            "generate_series",
            "repeat",
            "lpad",
            "rpad",
            "format",
            "printf",
            "bitstring",
            "approx_top_k",
            "list_resize",
            "array_resize");

    private static final Set<String> INTERNAL = Set.of("generation", "stage_closed", "stage_tail");

    /** Views of the lake's costs, on each question's own connection. */
    private static final Set<String> COSTS = Set.of("cost", CostTable.NAME);

    private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]*");

    private final BrandParts parts;
    private final SqlLimits limits;
    private final Semaphore places = new Semaphore(MOST_AT_ONCE, true);

    SqlQuestions(BrandParts parts, SqlLimits limits) {
        this.parts = parts;
        this.limits = limits;
    }

    /** Runs one SELECT within the limits of the home. */
    Answer select(String sql, Progress progress) {
        return inTurn(() -> select(sql, connection -> {}, progress));
    }

    /** Runs one SELECT with the touches of a snapshot in the place of the present ones. */
    Answer select(String sql, long snapshot, Progress progress) {
        List<TouchFile> files = parts.table().files(snapshot);
        return inTurn(() -> select(sql, connection -> replaceTouches(connection, files), progress));
    }

    /** Lets a few ask at once, so that their memory is enough for each. */
    private Answer inTurn(Supplier<Answer> question) {
        try {
            if (!places.tryAcquire(limits.time().toMillis(), TimeUnit.MILLISECONDS)) {
                throw new TidebankException(
                        BrandError.QUERY_TOO_SLOW, "%d questions run already; ask again".formatted(MOST_AT_ONCE));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TidebankException(SqlError.SQL_CANCELLED, "The question was cancelled", e);
        }
        try {
            return question.get();
        } finally {
            places.release();
        }
    }

    /** What a connection is told of before it is asked. */
    private interface Introduction {
        void to(Connection connection) throws SQLException;
    }

    private Answer select(String sql, Introduction introduction, Progress progress) {
        try (Connection connection = parts.serving().connect()) {
            Set<String> relations = relations(connection);
            if (relations.isEmpty() && parts.costs().snapshot() == 0) {
                throw new TidebankException(
                        BrandError.BRAND_EMPTY,
                        "Brand '%s' has no tables yet. Import touches and refresh: tidebank import FILE; tidebank refresh"
                                .formatted(parts.settings().name()));
            }
            relations.addAll(COSTS);
            refuseUnlessHarmless(syntax(connection, sql), relations);
            introduction.to(connection);
            parts.costs().show(connection);
            connection.setAutoCommit(false);
            try {
                return LimitedQuery.run(connection, sql, limits, progress)
                        .answer(parts.settings().name(), "");
            } finally {
                connection.rollback();
            }
        } catch (SQLException e) {
            throw SqlFaults.of(e);
        }
    }

    /** A temporary view comes before the lasting one of its name, on this connection alone. */
    private void replaceTouches(Connection connection, List<TouchFile> files) throws SQLException {
        String rates = Generation.find(connection).map(Generation::rates).orElse("");
        TouchView touches =
                new TouchView(parts.table(), parts.rates(), parts.settings().zone());
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE OR REPLACE TEMP VIEW touch AS " + touches.select(files, rates));
        }
    }

    private static SqlSyntax syntax(Connection connection, String sql) {
        try {
            return SqlSyntax.of(connection, sql);
        } catch (TidebankException e) {
            if (e.code() != SqlError.MODEL_INVALID) {
                throw e;
            }
            throw new TidebankException(
                    BrandError.QUERY_REFUSED,
                    "Only one SELECT can be asked: " + SqlFaults.firstSentence(String.valueOf(e.getMessage())),
                    e);
        }
    }

    private static void refuseUnlessHarmless(SqlSyntax syntax, Set<String> relations) {
        List<String> faults = new ArrayList<>();
        for (String table : syntax.tables()) {
            if (!relations.contains(table)) {
                faults.add("There is no relation '%s'; there is: %s".formatted(table, String.join(", ", relations)));
            }
        }
        for (String table : syntax.qualified()) {
            faults.add("A relation is named without its schema, not '%s'".formatted(table));
        }
        for (String cte : syntax.ctes()) {
            // Inside its own body the name means something else: a table of that name, or a file.
            if (!NAME.matcher(cte).matches() || relations.contains(cte) || INTERNAL.contains(cte)) {
                faults.add("The name '%s' cannot be given to a part of a query; take another".formatted(cte));
            }
        }
        for (String function : syntax.tableFunctions()) {
            if (!TABLE_FUNCTIONS.contains(function)) {
                faults.add("The table function '%s' is not allowed here".formatted(function));
            }
        }
        for (String function : syntax.functions()) {
            if (REFUSED_FUNCTIONS.contains(function)) {
                faults.add("The function '%s' is not allowed here".formatted(function));
            }
            if (BOUNDLESS.contains(function)) {
                faults.add("The function '%s' makes values of any length and is not allowed here%s"
                        .formatted(
                                function,
                                TABLE_FUNCTIONS.contains(function) ? " but as rows: FROM " + function + "(...)" : ""));
            }
        }
        if (!faults.isEmpty()) {
            throw new TidebankException(BrandError.QUERY_REFUSED, String.join("; ", faults));
        }
    }

    /** Names of everything that may be read. */
    private static Set<String> relations(Connection connection) throws SQLException {
        Set<String> names = new TreeSet<>();
        Serving.query(connection, "SELECT table_name FROM information_schema.tables WHERE table_schema = 'main'")
                .rows()
                .forEach(row -> names.add(String.valueOf(row.getFirst())));
        names.removeAll(INTERNAL);
        return names;
    }
}
