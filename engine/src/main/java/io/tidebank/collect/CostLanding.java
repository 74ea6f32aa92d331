package io.tidebank.collect;

import static io.tidebank.sql.DuckDb.literal;

import io.tidebank.collect.plan.MappingPlan;
import io.tidebank.collect.session.ImportSession;
import io.tidebank.error.TidebankException;
import io.tidebank.lake.CostTable;
import io.tidebank.lake.CostTable.CostFile;
import io.tidebank.sql.DuckDb;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Rows that tell what touchpoints cost. A key is what a later report replaces the cost of; what a report says of a key is
 * taken whole or not at all, and not at all where it says what holds already.
 */
final class CostLanding implements ImportRun.Landing {

    private static final List<String> KEY =
            List.of("source", "day", "touchpoint", "play_id", "campaign", "ad_group", "creative");

    private static final String KEYS = String.join(", ", KEY);

    private static final String SAID = KEYS + ", currency, amount, impressions, clicks";

    private final ImportSession session;
    private final CostTable costs;
    private final MappingPlan plan;
    private final ImportStore.@Nullable Entry original;
    private Optional<CostFile> staged = Optional.empty();

    /** @param original the import whose quarantined rows come; null if files do */
    CostLanding(ImportSession session, CostTable costs, MappingPlan plan, ImportStore.@Nullable Entry original) {
        this.session = session;
        this.costs = costs;
        this.plan = plan;
        this.original = original;
    }

    @Override
    public void stage(ReportDraft draft) {
        try {
            costs.show(session.connection());
        } catch (SQLException e) {
            throw DuckDb.broken(e);
        }
        run("CREATE TEMP TABLE come AS " + plan.costs());
        if (original == null) {
            refuseOverlap();
            takeFresh(draft);
        } else {
            takeReplayed(original.report(), draft);
        }
        staged = session.sql()
                .watch("Writing costs", draft.rows(), () -> costs.stage(session.connection(), "FROM taken"));
        draft.costs(staged.map(CostFile::rows).orElse(0L));
    }

    /** Which of two files is the newer one nobody but the user knows. */
    private void refuseOverlap() {
        String sql =
                "SELECT day, touchpoint, count(DISTINCT file) AS files FROM come GROUP BY %s HAVING files > 1 ORDER BY ALL"
                        .formatted(KEYS);
        try (Statement statement = session.connection().createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            if (found.next()) {
                throw new TidebankException(
                        ImportError.IMPORT_COSTS_OVERLAP,
                        ("%d of these files tell what %s cost on %s, and the later report is to replace the earlier one."
                                        + " Import them one after the other, the newest last")
                                .formatted(
                                        found.getInt("files"), found.getString("touchpoint"), found.getString("day")));
            }
        } catch (SQLException e) {
            throw DuckDb.broken(e);
        }
    }

    /**
     * A report comes after all that came before it, whatever the clock says. While rows of it are in quarantine, it is not
     * known yet what it says of their keys, so that nothing of it counts as said before.
     */
    private void takeFresh(ReportDraft draft) {
        run("""
                CREATE TEMP TABLE said AS SELECT %s, currency, sum(amount)::DECIMAL(18, 4) AS amount, \
                sum(impressions)::BIGINT AS impressions, sum(clicks)::BIGINT AS clicks \
                FROM come GROUP BY %s, currency""".formatted(KEYS, KEYS));
        run("CREATE TEMP TABLE held AS SELECT %s FROM cost SEMI JOIN said ON %s"
                .formatted(SAID, sameKey("cost", "said")));
        String differing = """
                SELECT DISTINCT %1$s FROM ((SELECT %2$s FROM said EXCEPT SELECT %2$s FROM held) UNION ALL \
                (SELECT %2$s FROM held EXCEPT SELECT %2$s FROM said))""".formatted(KEYS, SAID);
        String all = "SELECT DISTINCT %s FROM said".formatted(KEYS);
        run("CREATE TEMP TABLE differing AS " + differing);
        run("CREATE TEMP TABLE news AS " + (draft.hasFaults() ? all : "FROM differing"));
        run("""
                CREATE TEMP TABLE taken AS SELECT *, coalesce((SELECT greatest(TIMESTAMPTZ %1$s, \
                max(received_at) + INTERVAL 1 microsecond) FROM cost_report), TIMESTAMPTZ %1$s) AS received_at \
                FROM come SEMI JOIN news ON %2$s""".formatted(literal(draft.startedAt().toString()), sameKey("come", "news")));
        draft.duplicates(session.count("FROM come") - session.count("FROM taken"));
        long restated = session.count("FROM (SELECT DISTINCT %s FROM held) AS held SEMI JOIN differing ON %s"
                .formatted(KEYS, sameKey("held", "differing")));
        if (restated > 0) {
            draft.note("Restated, in the place of what was reported before: %,d costs".formatted(restated));
        }
    }

    /** Rows that were repaired belong to the report that they were put aside from, and come into it once. */
    private void takeReplayed(ImportReport report, ReportDraft draft) {
        run("""
                CREATE TEMP TABLE taken AS SELECT * FROM (SELECT *, coalesce(\
                (SELECT max(received_at) FROM cost_report WHERE import_id = %s), TIMESTAMPTZ %s) AS received_at \
                FROM come) AS come ANTI JOIN cost_report USING (source, line_id, received_at)""".formatted(literal(report.importId()), literal(report.startedAt().toString())));
        draft.duplicates(session.count("FROM come") - session.count("FROM taken"));
    }

    private static String sameKey(String left, String right) {
        return KEY.stream()
                .map(column -> "%1$s.%3$s IS NOT DISTINCT FROM %2$s.%3$s".formatted(left, right, column))
                .collect(Collectors.joining(" AND "));
    }

    private void run(String sql) {
        session.sql().run("Comparing with the lake", 0, sql);
    }

    @Override
    public void discard() {
        staged.ifPresent(costs::discard);
    }

    @Override
    public long commit(Map<String, String> summary) {
        return staged.isEmpty() ? costs.snapshot() : costs.append(staged.get(), summary);
    }
}
