package io.tidebank.collect;

import static io.tidebank.sql.DuckDb.literal;

import io.tidebank.collect.ImportReport.FaultCount;
import io.tidebank.collect.ImportReport.FileCount;
import io.tidebank.collect.ImportReport.State;
import io.tidebank.collect.mapping.BoundFile;
import io.tidebank.collect.mapping.MappingPlan;
import io.tidebank.collect.quarantine.BadRow;
import io.tidebank.collect.quarantine.Quarantine;
import io.tidebank.error.TidebankException;
import io.tidebank.lake.TouchFile;
import io.tidebank.lake.TouchTable;
import io.tidebank.sql.DuckDb;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One import from opened files to a commit. Its state is kept before every step that another process can see, so that
 * after a crash at any instant it is known whether its touches are in the lake.
 */
final class ImportRun {

    /** Property of the snapshot that an import commits. */
    static final String IMPORT_ID = "tidebank.import-id";

    private static final String READING = "Reading ";

    private final ImportSession session;
    private final TouchTable touches;
    private final ImportStore store;
    private final Quarantine quarantine;
    private final MappingPlan plan;
    private final List<BoundFile> files;

    ImportRun(
            ImportSession session,
            TouchTable touches,
            ImportStore store,
            Quarantine quarantine,
            MappingPlan plan,
            List<BoundFile> files) {
        this.session = session;
        this.touches = touches;
        this.store = store;
        this.quarantine = quarantine;
        this.plan = plan;
        this.files = files;
    }

    /**
     * Runs it to its end; whatever goes wrong before the commit, nothing of it is kept.
     *
     * @param entry the import as it begins
     * @param source the source its touches carry
     */
    ImportStore.Entry run(ImportStore.Entry entry, ReportDraft draft) {
        store.save(entry);
        List<TouchFile> staged = List.of();
        try {
            checkAll();
            List<BadRow> bad = putAside(entry, draft);
            draft.faults(counts(bad));
            staged = stage(entry, draft);
            session.sql().stopIfCancelled();
        } catch (RuntimeException e) {
            touches.discard(staged);
            quarantine.forget(entry.report().importId());
            store.save(entry.with(draft.end(State.FAILED, 0)));
            throw e;
        }
        return commit(entry, draft, staged);
    }

    /** Every file in a table of its own, each row checked. */
    void checkAll() {
        for (BoundFile file : files) {
            for (String statement : plan.checking(file, Long.MAX_VALUE)) {
                session.sql().run(READING + file.file().name(), file.file().bytes(), statement);
            }
        }
        plan.joins().forEach(statement -> session.sql().run("Joining", 0, statement));
    }

    private List<BadRow> putAside(ImportStore.Entry entry, ReportDraft draft) {
        List<BadRow> all = new ArrayList<>();
        BadRowSearch search = new BadRowSearch(session.connection());
        for (BoundFile file : files) {
            List<BadRow> bad = search.find(file);
            if (!bad.isEmpty()) {
                quarantine.add(entry.report().importId(), BadRowSearch.fileOf(file), bad);
            }
            long broken = bad.stream().filter(row -> row.ordinal() < 0).count();
            draft.file(new FileCount(
                    file.file().name(),
                    file.file().hash(),
                    file.input().name(),
                    count("FROM " + file.table()) + broken,
                    bad.size()));
            all.addAll(bad);
        }
        return all;
    }

    private static List<FaultCount> counts(List<BadRow> bad) {
        Map<List<String>, Long> counts =
                new TreeMap<>((left, right) -> String.join("|", left).compareTo(String.join("|", right)));
        for (BadRow row : bad) {
            counts.merge(List.of(row.file(), row.column(), row.reason().name()), 1L, Long::sum);
        }
        return counts.entrySet().stream()
                .map(it -> new FaultCount(
                        it.getKey().get(0), it.getKey().get(1), it.getKey().get(2), it.getValue()))
                .toList();
    }

    private List<TouchFile> stage(ImportStore.Entry entry, ReportDraft draft) {
        String select = plan.touches();
        List<TouchFile> known = plan.isKeyed() ? sameDays() : List.of();
        if (!known.isEmpty()) {
            select = withoutKnown(select, known, entry.source(), draft);
        }
        String rows = select;
        List<TouchFile> staged =
                session.sql().watch("Writing touches", draft.rows(), () -> touches.stage(session.connection(), rows));
        draft.touches(kinds(staged), staged);
        return staged;
    }

    /** Files of the lake that may hold the same touches: those of the days between the first and the last one here. */
    private List<TouchFile> sameDays() {
        List<TouchFile> live = touches.files(touches.snapshot());
        if (live.isEmpty()) {
            return live;
        }
        try (Statement statement = session.connection().createStatement();
                ResultSet span = statement.executeQuery(
                        "SELECT epoch_ms(a), epoch_ms(b) FROM (%s) AS span(a, b)".formatted(plan.span()))) {
            if (!span.next() || span.getObject(1) == null) {
                return List.of();
            }
            LocalDate first = day(span.getLong(1));
            LocalDate last = day(span.getLong(2));
            return live.stream()
                    .filter(file -> !file.day().isBefore(first) && !file.day().isAfter(last))
                    .toList();
        } catch (SQLException e) {
            throw DuckDb.broken(e);
        }
    }

    private static LocalDate day(long millis) {
        return LocalDate.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC);
    }

    private String withoutKnown(String select, List<TouchFile> known, String source, ReportDraft draft) {
        session.sql().run("Mapping", 0, "CREATE TEMP TABLE mapped AS " + select);
        session.sql().run("Comparing with the lake", 0, """
                CREATE TEMP TABLE known AS SELECT DISTINCT touch_id FROM (%s) AS lake \
                WHERE source = %s AND touch_id IN (SELECT touch_id FROM mapped)""".formatted(
                        touches.scan(known, List.of("touch_id", "source")), literal(source)));
        draft.duplicates(count("FROM mapped SEMI JOIN known USING (touch_id)"));
        return "SELECT * FROM mapped ANTI JOIN known USING (touch_id)";
    }

    private Map<String, Long> kinds(List<TouchFile> staged) {
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

    private ImportStore.Entry commit(ImportStore.Entry entry, ReportDraft draft, List<TouchFile> staged) {
        store.save(entry.with(draft.end(State.STAGED, 0)));
        long snapshot = touches.snapshot();
        if (!staged.isEmpty()) {
            try {
                snapshot =
                        touches.append(staged, Map.of(IMPORT_ID, entry.report().importId()));
            } catch (TidebankException e) {
                // Whether it is in the lake is found out when imports are opened next; nothing may be deleted now.
                throw e;
            }
        }
        ImportStore.Entry done = entry.with(draft.end(State.COMMITTED, snapshot));
        store.save(done);
        return done;
    }

    private long count(String from) {
        try (Statement statement = session.connection().createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) " + from)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw DuckDb.broken(e);
        }
    }
}
