package io.tidebank.cli.load;

import io.tidebank.brand.home.BrandError;
import io.tidebank.cli.bank.Bank;
import io.tidebank.cli.picture.ImportPicture;
import io.tidebank.cli.session.Session;
import io.tidebank.error.TidebankException;
import io.tidebank.server.ServerError;
import io.tidebank.sql.Answer;
import io.tidebank.sql.Progress;
import java.util.function.BiFunction;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Changes a brand's lake, shows what came of it, and brings the brand up to date unless told otherwise. */
final class LakeChange {

    private final Session session;
    private final boolean refreshes;

    LakeChange(Session session, boolean refreshes) {
        this.session = session;
        this.refreshes = refreshes;
    }

    /** What was done, and why the brand is not up to date after it, if it is not. */
    private record Loaded(Answer report, @Nullable TidebankException behind) {}

    /** Shows the report as a table. */
    int show(BiFunction<Bank, Progress, Answer> task) {
        return show(task, session::show);
    }

    /** Shows the report of an import as its picture. */
    int showImport(BiFunction<Bank, Progress, Answer> task) {
        return show(
                task,
                report -> session.show(
                        report,
                        () -> ImportPicture.draw(
                                report,
                                session.terminal().proseColumns(),
                                session.terminal().colours())));
    }

    /** A refresh that fails or is stopped undoes nothing, so what was done is shown before its fault. */
    private int show(BiFunction<Bank, Progress, Answer> task, ToIntFunction<Answer> showing) {
        Loaded loaded = session.work((bank, progress) -> {
            Answer report = task.apply(bank, progress);
            return new Loaded(report, refreshes ? refresh(bank, progress) : null);
        });
        int status = showing.applyAsInt(loaded.report());
        TidebankException behind = loaded.behind();
        if (behind != null) {
            session.remark("What is shown above is done; stages and values are as they were. Next: tidebank refresh");
            throw behind;
        }
        return status;
    }

    /**
     * A brand without any touch has nothing to refresh, and that is no failure here. Nor is it that a caller may change the
     * lake and not refresh: a remark then says who does it.
     */
    private @Nullable TidebankException refresh(Bank bank, Progress progress) {
        try {
            bank.refresh(progress);
        } catch (TidebankException e) {
            if (e.code().name().equals(ServerError.NOT_ALLOWED.name())) {
                session.remark("Stages and values are as they were: this token may not refresh them."
                        + " Somebody with scope operate can: tidebank refresh");
            } else if (!e.code().name().equals(BrandError.BRAND_EMPTY.name())) {
                return e;
            }
        }
        return null;
    }
}
