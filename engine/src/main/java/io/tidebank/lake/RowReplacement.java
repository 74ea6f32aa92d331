package io.tidebank.lake;

import io.tidebank.lake.Replacement.Plan;
import io.tidebank.sql.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.OverwriteFiles;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Expressions;

/** Takes rows out of the table and puts others in, in one commit: a kill leaves the old ones or the new ones. */
final class RowReplacement {

    private final TableCommits commits;
    private final TouchWork work;

    RowReplacement(TableCommits commits, TouchWork work) {
        this.commits = commits;
        this.work = work;
    }

    /** Returns the snapshot with the new rows: the current one if there are none. */
    long run(Replacement replacement, Map<String, String> summary) {
        return commits.replanned(() -> replace(replacement, summary));
    }

    private long replace(Replacement replacement, Map<String, String> summary) {
        Table seen = commits.view();
        SnapshotLog log = new SnapshotLog(seen);
        Plan plan = replacement.plan(log.current());
        if (plan == null) {
            return log.current();
        }
        List<DataFile> touched = log.dataFiles(
                log.current(),
                Expressions.and(
                        Expressions.equal("kind", replacement.kind()),
                        Expressions.startsWith("import_id", replacement.importPrefix())));
        List<TouchFile> written = new ArrayList<>(plan.added());
        try {
            written.addAll(work.rewrite(seen, touched, "(%s) IS NOT TRUE".formatted(plan.gone()), Progress.NONE));
        } catch (RuntimeException e) {
            work.discard(seen, plan.added());
            throw e;
        }
        return work.commit(
                seen,
                written,
                () -> commits.alone(table -> {
                    OverwriteFiles overwrite = table.newOverwrite().validateWith(ImportRemoval.stillAt(log.current()));
                    touched.forEach(overwrite::deleteFile);
                    written.forEach(file -> overwrite.addFile(TouchWork.dataFile(table, file)));
                    return commits.commit(overwrite, summary);
                }));
    }
}
