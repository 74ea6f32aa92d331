package io.tidebank.brand;

import io.tidebank.brand.RefreshReport.Mode;
import io.tidebank.money.TouchView;
import io.tidebank.sql.DuckDb;
import io.tidebank.sql.ModelRun;
import io.tidebank.sql.Progress;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** Refreshes that read no touches anew: consumers and stages stay, and models alone are brought up to date. */
final class ModelsAlone {

    private final BrandParts parts;
    private final ModelRefresh models;
    private final TouchView touches;

    ModelsAlone(BrandParts parts, ModelRefresh models, TouchView touches) {
        this.parts = parts;
        this.models = models;
        this.touches = touches;
    }

    /** No new touches; a model's file may have changed all the same. */
    RefreshReport rebuild(Generation generation, Progress progress, RefreshReport.Draft report) {
        try (Connection connection = parts.serving().connect()) {
            return end(report, generation, build(connection, built(generation), progress));
        } catch (SQLException e) {
            throw DuckDb.broken(e);
        }
    }

    /**
     * The same touches with money told by other rates. Stages do not follow from it, or all had to be read.
     *
     * @param revalued the generation with those rates
     */
    RefreshReport revalue(Generation revalued, Progress progress, RefreshReport.Draft report) {
        try (Connection connection = parts.serving().connect()) {
            connection.setAutoCommit(false);
            try {
                touches.writeRates(connection);
                ModelRefresh.Built built = built(revalued);
                touches.write(connection, built.files(), revalued.rates());
                report.lap("rates");
                List<ModelRun> runs = build(connection, built, progress);
                revalued.save(connection);
                connection.commit();
                return end(report, revalued, runs);
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        } catch (SQLException e) {
            throw DuckDb.broken(e);
        }
    }

    private List<ModelRun> build(Connection connection, ModelRefresh.Built built, Progress progress) {
        return models.begin(connection, built, null).all(null, Set.of(), progress);
    }

    private ModelRefresh.Built built(Generation generation) {
        return ModelRefresh.Built.of(generation, parts.table());
    }

    private static RefreshReport end(RefreshReport.Draft report, Generation generation, List<ModelRun> runs) {
        report.lap("models");
        boolean built = runs.stream().anyMatch(run -> run.outcome() != ModelRun.Outcome.UNCHANGED);
        return report.end(built ? Mode.MODELS : Mode.NONE, "", 0, generation.consumers());
    }
}
