package io.tidebank.collect;

import io.tidebank.collect.plan.MappingPlan;
import io.tidebank.collect.session.ImportSession;
import io.tidebank.lake.TouchFile;
import io.tidebank.lake.TouchTable;
import io.tidebank.sql.DuckDb;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Rows that become touches, each once. */
final class TouchLanding implements ImportRun.Landing {

    private final ImportSession session;
    private final TouchTable touches;
    private final MappingPlan plan;
    private final String source;
    private List<TouchFile> staged = List.of();

    /** @param source the source that the touches carry */
    TouchLanding(ImportSession session, TouchTable touches, MappingPlan plan, String source) {
        this.session = session;
        this.touches = touches;
        this.plan = plan;
        this.source = source;
    }

    @Override
    public void stage(ReportDraft draft) {
        String rows = new OnceOnly(session, touches, plan, source).select(draft);
        staged = session.sql().watch("Writing touches", draft.rows(), () -> touches.stage(session.connection(), rows));
        draft.touches(kinds(), staged);
        noteForeignMoney(draft);
    }

    @Override
    public void discard() {
        touches.discard(staged);
    }

    @Override
    public long commit(Map<String, String> summary) {
        return staged.isEmpty() ? touches.snapshot() : touches.append(staged, summary);
    }

    private Map<String, Long> kinds() {
        Map<String, Long> kinds = new TreeMap<>();
        String sql = "SELECT kind, count(*) FROM (%s) AS staged GROUP BY kind"
                .formatted(touches.scan(staged, List.of("kind")));
        try (Statement statement = session.connection().createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                kinds.put(rows.getString(1), rows.getLong(2));
            }
        } catch (SQLException e) {
            throw DuckDb.broken(e);
        }
        return kinds;
    }

    /** Money of another currency is kept as it is, and nobody may take it for the brand's unawares. */
    private void noteForeignMoney(ReportDraft draft) {
        long foreign = session.count(
                "FROM (%s) AS staged WHERE amount IS NOT NULL AND amount_home IS NULL AND currency IS NOT NULL"
                        .formatted(touches.scan(staged, List.of("amount", "amount_home", "currency"))));
        if (foreign > 0) {
            draft.note(
                    ("In another currency than the brand's: %,d amounts. No rate is known, so sales and assets add them"
                                    + " up as they stand. Give amount_home in the mapping, or a brand of that currency")
                            .formatted(foreign));
        }
    }
}
