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

    private static final String ORDER = "order";

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
        Map<String, Count> kinds = kinds();
        Map<String, Long> counts = new TreeMap<>();
        kinds.forEach((kind, count) -> counts.put(kind, count.touches));
        draft.touches(counts, staged);
        long negative = kinds.getOrDefault(ORDER, Count.NONE).negative;
        if (negative > 0) {
            draft.note(
                    "Orders with a negative amount: %,d, which count as they stand. What was paid back is to be a refund of a positive amount"
                            .formatted(negative));
        }
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

    /** @param negative those with an amount below zero */
    private record Count(long touches, long negative) {

        static final Count NONE = new Count(0, 0);
    }

    private Map<String, Count> kinds() {
        Map<String, Count> kinds = new TreeMap<>();
        String sql = "SELECT kind, count(*), count(*) FILTER (amount < 0) FROM (%s) AS staged GROUP BY kind"
                .formatted(touches.scan(staged, List.of("kind", "amount")));
        try (Statement statement = session.connection().createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                kinds.put(rows.getString(1), new Count(rows.getLong(2), rows.getLong(3)));
            }
        } catch (SQLException e) {
            throw DuckDb.broken(e);
        }
        return kinds;
    }
}
