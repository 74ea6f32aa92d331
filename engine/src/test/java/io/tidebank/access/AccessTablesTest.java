package io.tidebank.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidebank.collect.table.HomeTables;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessTablesTest {

    @TempDir
    Path home;

    @Test
    void aHomeOfBeforeOutcomesWereKeptHasThemFromNowOn() {
        AccessTables.open(home).work(connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.execute("ALTER TABLE access_change DROP COLUMN outcome");
            }
        });

        HomeTables tables = AccessTables.open(home);

        String column = tables.work(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet found = statement.executeQuery(
                            "SELECT dflt_value FROM pragma_table_info('access_change') WHERE name = 'outcome'")) {
                return found.getString(1);
            }
        });
        assertThat(column).isEqualTo("'done'");
    }
}
