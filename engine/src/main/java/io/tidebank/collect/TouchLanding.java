package io.tidebank.collect;

import io.tidebank.collect.plan.MappingPlan;
import io.tidebank.collect.session.ImportSession;
import io.tidebank.lake.TouchFile;
import io.tidebank.lake.TouchTable;
import io.tidebank.money.ForeignMoney;
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
    private final ImportContext context;
    private final TouchTable touches;
    private final MappingPlan plan;
    private final String source;
    private List<TouchFile> staged = List.of();

    /** @param source the source that the touches carry */
    TouchLanding(ImportSession session, ImportContext context, MappingPlan plan, String source) {
        this.session = session;
        this.context = context;
        this.touches = context.touches();
        this.plan = plan;
        this.source = source;
    }

    @Override
    public void stage(ReportDraft draft) {
        String rows = new OnceOnly(session, touches, plan, source).select(draft);
        staged = session.sql().watch("Writing touches", draft.rows(), () -> touches.stage(session.connection(), rows));
        draft.touches(kinds(), staged);
        new ForeignMoney(touches, context.rates(), context.zone(), session.connection())
                .notes(staged)
                .forEach(draft::note);
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
}
