package io.tidebank.collect;

import static io.tidebank.sql.DuckDb.literal;

import io.tidebank.collect.plan.MappingPlan;
import io.tidebank.collect.plan.OnceSql;
import io.tidebank.collect.session.ImportSession;
import io.tidebank.error.TidebankException;
import io.tidebank.lake.TouchFile;
import io.tidebank.lake.TouchTable;
import java.util.List;

/**
 * Lets every touch into the lake once: not those that came before, and those that come twice in one import once. Of a
 * touch for several rows, such as the payment of an order, it lets in what new rows add to it; of one that tells how much
 * something is by now, such as what has been paid back, by how much it has grown.
 */
final class OnceOnly {

    private static final String COMPARING = "Comparing with the lake";

    private final ImportSession session;
    private final TouchTable touches;
    private final MappingPlan plan;
    private final String source;

    /** @param source the source that the touches carry: ids are unique in it */
    OnceOnly(ImportSession session, TouchTable touches, MappingPlan plan, String source) {
        this.session = session;
        this.touches = touches;
        this.plan = plan;
        this.source = source;
    }

    /** The SELECT of the touches to write. */
    String select(ReportDraft draft) {
        String select = unique(draft);
        List<TouchFile> lake = plan.isKeyed() ? touches.files(touches.snapshot()) : List.of();
        return lake.isEmpty() ? select : withoutKnown(select, lake, draft);
    }

    /** Looking at the ids alone is cheap; taking out what repeats is not, so that is done only where something does. */
    private String unique(ReportDraft draft) {
        if (!plan.mayRepeat()) {
            return plan.touches();
        }
        String all = "(%s) AS touches".formatted(plan.touches());
        long repeated =
                session.count("FROM " + all) - session.count("FROM (SELECT DISTINCT touch_id FROM %s)".formatted(all));
        draft.duplicates(repeated);
        return repeated > 0 ? plan.touchesOnce() : plan.touches();
    }

    /**
     * A touch that came before may have had another date then: its id is looked for in the whole lake, not just on the
     * days of this file.
     */
    private String withoutKnown(String select, List<TouchFile> lake, ReportDraft draft) {
        String totals = plan.totals();
        boolean summed = !plan.parts().isEmpty() || !totals.isEmpty();
        run("Mapping", "CREATE TEMP TABLE mapped AS " + select);
        leaveOutStandIns(lake, draft);
        if (plan.sharesTotals()) {
            tellCutOrders(lake, draft);
        }
        // The lake is looked up in the file, which is the smaller: DuckDB, which knows no sizes of files, may think
        // not.
        run(COMPARING, "SET disabled_optimizers = 'build_side_probe_side'");
        try {
            run(COMPARING, """
                CREATE TEMP TABLE known_id AS SELECT DISTINCT id FROM (SELECT %s AS id FROM (%s) AS lake \
                WHERE source = %s) AS lake WHERE id IN (SELECT touch_id FROM mapped)""".formatted(
                            summed ? OnceSql.whole("touch_id") : "touch_id",
                            touches.scan(lake, List.of("touch_id", "source")),
                            literal(source)));
        } finally {
            run(COMPARING, "RESET disabled_optimizers");
        }
        if (session.count("FROM known_id") == 0) {
            return "SELECT * FROM mapped";
        }
        readKnown(lake, summed);
        draft.duplicates(session.count("FROM mapped SEMI JOIN known USING (touch_id)"));
        run(COMPARING, "CREATE TEMP TABLE rest AS SELECT * FROM mapped LIMIT 0");
        run(COMPARING, "CREATE TEMP TABLE total AS " + (totals.isEmpty() ? "SELECT * FROM rest" : totals));
        run(COMPARING, "INSERT INTO rest BY NAME " + OnceSql.growth("total", "known"));
        addRests();
        tellChanged(draft);
        tellShrunk(draft);
        return "SELECT * FROM mapped ANTI JOIN known USING (touch_id) UNION ALL BY NAME SELECT * FROM rest";
    }

    private void readKnown(List<TouchFile> lake, boolean summed) {
        run(COMPARING, """
                CREATE TEMP TABLE known AS SELECT id AS touch_id, min(occurred_at) AS occurred_at, \
                sum(amount) AS amount, sum(amount_home) AS amount_home, sum(quantity) AS quantity \
                FROM (SELECT *, %s AS id FROM (%s) AS lake WHERE source = %s) AS lake \
                WHERE id IN (SELECT id FROM known_id) GROUP BY id""".formatted(
                summed ? OnceSql.whole("touch_id") : "touch_id",
                touches.scan(lake, List.of("touch_id", "source", "occurred_at", "amount", "amount_home", "quantity")),
                literal(source)));
    }

    /** What lines that are new add to payments that are known. */
    private void addRests() {
        if (plan.parts().isEmpty()) {
            return;
        }
        run(COMPARING, """
                CREATE TEMP TABLE part AS SELECT * FROM (%s) AS parts WHERE touch_id IN (SELECT touch_id FROM known) \
                AND line_id IS NOT NULL QUALIFY row_number() OVER (PARTITION BY touch_id, line_id \
                ORDER BY occurred_at, amount, quantity) = 1""".formatted(plan.parts()));
        run(
                COMPARING,
                "INSERT INTO rest BY NAME "
                        + OnceSql.rests(
                                "SELECT * FROM part WHERE line_id NOT IN (SELECT touch_id FROM known)"
                                        + " AND line_id IN (SELECT touch_id FROM mapped)" + exceptStandIns(),
                                "known"));
    }

    /** A payment that is known was told whole: the one line that stands for an order of unknown lines adds nothing to it. */
    private String exceptStandIns() {
        return plan.standIns().isEmpty() ? "" : " AND line_id NOT IN (SELECT touch_id FROM stand_in)";
    }

    /** A line that says something else than before may be corrected, or another one: nobody should have to guess. */
    private void tellChanged(ReportDraft draft) {
        String sums = plan.parts().isEmpty() ? "" : """
                 AND (mapped.amount > known.amount OR mapped.touch_id NOT IN (SELECT touch_id FROM part)) \
                AND mapped.touch_id NOT IN (SELECT touch_id FROM part WHERE line_id NOT IN (SELECT touch_id FROM known))""";
        long changed = session.count("""
                FROM mapped JOIN known USING (touch_id) WHERE (mapped.amount IS DISTINCT FROM known.amount \
                OR mapped.quantity IS DISTINCT FROM known.quantity) \
                AND mapped.touch_id NOT IN (SELECT touch_id FROM total)""" + sums);
        if (changed > 0) {
            draft.note(("Came again with another quantity or amount: %,d; the lake keeps the first version. To have the"
                            + " new one, undo the import that brought the first and import this file again")
                    .formatted(changed));
        }
    }

    /** What was paid back does not become less: a file that tells of less is older than what the lake knows. */
    private void tellShrunk(ReportDraft draft) {
        long shrunk = session.count("FROM total JOIN known USING (touch_id) WHERE total.amount < known.amount");
        if (shrunk > 0) {
            draft.note(
                    "Refunds of less than the lake knows already, as an older export tells them: %,d; the larger stand"
                            .formatted(shrunk));
        }
    }

    /**
     * An order counts by its one line or by all of its lines, whichever report comes first: the one line of an order whose lines
     * are in the lake is left out, and lines of an order that stands there as one are refused.
     */
    private void leaveOutStandIns(List<TouchFile> lake, ReportDraft draft) {
        String standIns = plan.standIns();
        if (standIns.isEmpty()) {
            return;
        }
        run(COMPARING, "CREATE TEMP TABLE stand_in AS " + standIns);
        run(COMPARING, """
                CREATE TEMP TABLE lake_line AS SELECT touch_id, order_id, import_id, touch_id IN (SELECT touch_id FROM stand_in) \
                AS stands_in FROM (%s) AS lake WHERE source = %s AND kind = 'order' AND order_id IN (SELECT order_id \
                FROM mapped WHERE kind = 'order')""".formatted(
                touches.scan(lake, List.of("touch_id", "source", "kind", "order_id", "import_id")), literal(source)));
        String ours = "(SELECT touch_id FROM mapped)";
        refuseLinesOfOne("FROM lake_line WHERE stands_in AND touch_id NOT IN " + ours);
        String superfluous = """
                FROM mapped WHERE touch_id IN (SELECT touch_id FROM stand_in) \
                AND order_id IN (SELECT order_id FROM lake_line WHERE NOT stands_in)""";
        long left = session.count(superfluous);
        if (left > 0) {
            run(COMPARING, "DELETE " + superfluous);
            draft.note(
                    "Orders whose lines the lake has one by one: %,d, which are not counted once more as one line each"
                            .formatted(left));
        }
    }

    private void refuseLinesOfOne(String doubled) {
        long orders = session.count("FROM (SELECT DISTINCT order_id %s) AS doubled".formatted(doubled));
        if (orders > 0) {
            String imports =
                    session.text("SELECT string_agg(DISTINCT 'tidebank import --undo ' || import_id, ', ') " + doubled);
            throw new TidebankException(
                    ImportError.ORDERS_WITHOUT_LINES,
                    ("Orders that the lake knows as one line each, and that would count twice with their lines: %,d. Undo the"
                                    + " import that brought them without their lines (%s), then import both reports together")
                            .formatted(orders, imports));
        }
    }

    /** A total that is handed out over the lines of two files is handed out twice. */
    private void tellCutOrders(List<TouchFile> lake, ReportDraft draft) {
        long cut = session.count(
                """
                FROM (SELECT DISTINCT order_id FROM mapped WHERE kind = 'order') AS ours SEMI JOIN (SELECT order_id \
                FROM (%s) AS lake WHERE source = %s AND kind = 'order' AND touch_id NOT IN (SELECT touch_id FROM mapped)\
                ) AS theirs USING (order_id)""".formatted(touches.scan(lake, List.of("touch_id", "source", "kind", "order_id")), literal(source)));
        if (cut > 0) {
            draft.note(
                    ("Orders whose lines came in several imports: %,d. Their total is handed out over the lines of each file"
                                    + " by itself, so together these lines may be more than the order: undo the imports that hold its"
                                    + " parts, and import all lines of an order in one file")
                            .formatted(cut));
        }
    }

    private void run(String step, String sql) {
        session.sql().run(step, 0, sql);
    }
}
