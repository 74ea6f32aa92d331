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
        List<String> broken = new ArrayList<>();
        String key = String.join(", ", model.key());
        long doubled = tables.count(
                "select count(*) from (select %s from %s group by %s having count(*) > 1)".formatted(key, rows, key));
        if (doubled > 0) {
            broken.add("@key %s is not unique: %d keys have several rows".formatted(key, doubled));
        }
        for (String column : model.key()) {
            long empty = tables.count("select count(*) from %s where %s is null".formatted(rows, column));
            if (empty > 0) {
                broken.add("@key %s is empty in %d rows".formatted(column, empty));
            }
        }
        for (String check : model.checks()) {
            long failing =
                    tables.count("select count(*) from %s where not coalesce((%s), false)".formatted(rows, check));
            if (failing > 0) {
                broken.add("@check %s fails in %d rows".formatted(check, failing));
            }
        }
        if (!broken.isEmpty()) {
            throw new TidebankException(
                    MODEL_CHECK_FAILED, "Model '%s': %s".formatted(model.name(), String.join("; ", broken)));
        }
    }
}
