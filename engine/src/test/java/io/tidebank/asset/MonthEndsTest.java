package io.tidebank.asset;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MonthEndsTest {

    private static final ZoneId LONDON = ZoneId.of("Europe/London");

    @Test
    void monthsEndWithTheirLastDayInTheBrandsZone() throws SQLException {
        assertThat(written(LocalDate.of(2025, 2, 14), LocalDate.of(2025, 4, 29)))
                .containsExactly(
                        "2025-02-01 2025-02-28 2025-02-28 23:59:59.999999+00",
                        "2025-03-01 2025-03-31 2025-03-31 22:59:59.999999+00");
    }

    @Test
    void aMonthCountsOnceItsLastDayIsThere() throws SQLException {
        assertThat(written(LocalDate.of(2025, 4, 1), LocalDate.of(2025, 4, 29))).isEmpty();
        assertThat(written(LocalDate.of(2025, 4, 1), LocalDate.of(2025, 4, 30))).hasSize(1);
    }

    @Test
    void theVersionDiffersIfTheRowsDo() throws SQLException {
        LocalDate first = LocalDate.of(2025, 2, 14);
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
            String april = MonthEnds.write(connection, LONDON, first, LocalDate.of(2025, 4, 2));

            assertThat(MonthEnds.write(connection, LONDON, first, LocalDate.of(2025, 4, 29)))
                    .isEqualTo(april);
            assertThat(MonthEnds.write(connection, LONDON, first, LocalDate.of(2025, 4, 30)))
                    .isNotEqualTo(april);
            assertThat(MonthEnds.write(connection, ZoneId.of("UTC"), first, LocalDate.of(2025, 4, 2)))
                    .isNotEqualTo(april);
        }
    }

    private static List<String> written(LocalDate first, LocalDate last) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            MonthEnds.write(connection, LONDON, first, last);
            statement.execute("set TimeZone = 'UTC'");
            List<String> rows = new ArrayList<>();
            try (ResultSet row = statement.executeQuery(
                    "select month || ' ' || day || ' ' || at_instant from month_end order by month")) {
                while (row.next()) {
                    rows.add(row.getString(1));
                }
            }
            return rows;
        }
    }
}
