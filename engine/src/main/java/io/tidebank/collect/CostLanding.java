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
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Rows that tell what touchpoints cost. A key is what a later report replaces the cost of. What a report says is kept also
 * where it holds already: it holds on when the report that said so first is taken back.
 */
final class CostLanding implements ImportRun.Landing {

    private static final String KEYS = String.join(", ", CostTable.KEY);

    private static final String SAID = KEYS + ", currency, amount, impressions, clicks";

    private final ImportSession session;
    private final CostTable costs;
    private final MappingPlan plan;
    private final ImportStore.Entry entry;
    private final Instant toldAt;
    private Optional<CostFile> staged = Optional.empty();

    /** @param toldAt the entry's */
    CostLanding(ImportSession session, CostTable costs, MappingPlan plan, ImportStore.Entry entry, Instant toldAt) {
        this.session = session;
        this.costs = costs;
        this.plan = plan;
        this.entry = entry;
        this.toldAt = toldAt;
    }

    @Override
    public void stage(ReportDraft draft) {
        try {
            costs.show(session.connection());
        } catch (SQLException e) {
            throw DuckDb.broken(e);
        }
        run("CREATE TEMP TABLE come AS SELECT *, TIMESTAMPTZ %s AS received_at FROM (%s)"
                .formatted(literal(toldAt.toString()), plan.costs()));
        if (entry.replayOf().isEmpty()) {
            refuseOverlap();
            compare(draft);
        } else {
            leaveOutReplayed(draft);
        }
        staged = session.sql()
                .watch("Writing costs", draft.rows(), () -> costs.stage(session.connection(), "FROM come"));
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

    /** Counts what is new, and what holds already. */
    private void compare(ReportDraft draft) {
        run("""
                CREATE TEMP TABLE said AS SELECT %s, currency, sum(amount)::DECIMAL(28, 4) AS amount, \
                sum(impressions)::BIGINT AS impressions, sum(clicks)::BIGINT AS clicks \
                FROM come GROUP BY %s, currency""".formatted(KEYS, KEYS));
        run("CREATE TEMP TABLE held AS SELECT %s FROM cost SEMI JOIN said ON %s"
                .formatted(SAID, CostTable.sameKey("cost", "said")));
        run("""
                CREATE TEMP TABLE news AS SELECT DISTINCT %1$s FROM ((SELECT %2$s FROM said EXCEPT SELECT %2$s FROM held) \
                UNION ALL (SELECT %2$s FROM held EXCEPT SELECT %2$s FROM said))""".formatted(KEYS, SAID));
        long told = session.count("FROM come SEMI JOIN news ON " + CostTable.sameKey("come", "news"));
        draft.costs(told);
        draft.duplicates(session.count("FROM come") - told);
        long restated = session.count("FROM (SELECT DISTINCT %s FROM held) AS held SEMI JOIN news ON %s"
                .formatted(KEYS, CostTable.sameKey("held", "news")));
        if (restated > 0) {
            draft.note("Restated, in the place of what was reported before: %,d costs".formatted(restated));
        }
    }

    /** Rows that were repaired belong to the report that they were put aside from, and come into it once. */
    private void leaveOutReplayed(ReportDraft draft) {
        long all = session.count("FROM come");
        run(
                "CREATE OR REPLACE TEMP TABLE come AS FROM come ANTI JOIN cost_report USING (source, line_id, received_at)");
        draft.costs(session.count("FROM come"));
        draft.duplicates(all - session.count("FROM come"));
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
