package io.tidebank.sql;

import static io.tidebank.sql.SqlError.MODEL_CHECK_FAILED;
import static io.tidebank.sql.SqlError.MODEL_INVALID;

import io.tidebank.error.TidebankException;
import io.tidebank.sql.SqlModel.Column;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Holds the rows of a model against what its header promises. */
final class ModelChecks {

    private final ModelRuns tables;

    ModelChecks(ModelRuns tables) {
        this.tables = tables;
    }

    /** MODEL_INVALID if the documented columns are not those of the table. */
    void columns(SqlModel model) throws SQLException {
        List<String> documented = model.columns().stream().map(Column::name).toList();
        List<String> there = tables.columns(model.name());
        if (!documented.isEmpty() && !documented.equals(there)) {
            throw new TidebankException(
                    MODEL_INVALID,
                    "Model '%s' documents the columns %s and selects %s".formatted(model.name(), documented, there));
        }
    }

    /**
     * MODEL_CHECK_FAILED names all that does not hold.
     *
     * @param rows a relation: the model's table, or those of its rows that are new
     */
    void rows(SqlModel model, String rows) throws SQLException {
        List<String> counts = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        String key = String.join(", ", model.key());
        counts.add(
                "(select count(*) from (select %s from %s group by %s having count(*) > 1))".formatted(key, rows, key));
        faults.add("@key %s is not unique: %%d keys have several rows".formatted(key));
        for (String column : model.key()) {
            counts.add("count(*) filter (where %s is null)".formatted(column));
            faults.add("@key %s is empty in %%d rows".formatted(column));
        }
        for (String check : model.checks()) {
            counts.add("count(*) filter (where not coalesce((%s), false))".formatted(check));
            faults.add("@check %s fails in %%d rows".formatted(check.replace("%", "%%")));
        }
        long[] broken = tables.counts("select %s from %s".formatted(String.join(", ", counts), rows));
        List<String> told = new ArrayList<>();
        for (int i = 0; i < broken.length; i++) {
            if (broken[i] > 0) {
                told.add(faults.get(i).formatted(broken[i]));
            }
        }
        if (!told.isEmpty()) {
            throw new TidebankException(
                    MODEL_CHECK_FAILED, "Model '%s': %s".formatted(model.name(), String.join("; ", told)));
        }
    }
}
