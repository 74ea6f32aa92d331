package io.tidebank.asset;

import io.tidebank.sql.DuckDb;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The table month_end, which monthly models read: each month that touches cover to its last day. */
public final class MonthEnds {

    private MonthEnds() {}

    /**
     * Writes the table anew.
     *
     * @param zone the brand's; a month ends when its last day ends there
     * @param first day of the first touch
     * @param last day of the last touch; its month counts only if this is the month's last day
     * @return the version of the table: it differs if and only if the rows do
     */
    public static String write(Connection connection, ZoneId zone, LocalDate first, LocalDate last) {
        try (Statement statement = connection.createStatement()) {
            statement.execute("create or replace table month_end(month date not null, day date not null,"
                    + " at_instant timestamp with time zone not null)");
        } catch (SQLException e) {
            throw DuckDb.broken(e);
        }
        YearMonth start = YearMonth.from(first);
        YearMonth end = YearMonth.from(last.plusDays(1));
        try (PreparedStatement insert = connection.prepareStatement("insert into month_end values (?, ?, ?)")) {
            for (YearMonth month = start; month.isBefore(end); month = month.plusMonths(1)) {
                insert.setObject(1, month.atDay(1));
                insert.setObject(2, month.atEndOfMonth());
                insert.setObject(3, lastMoment(month, zone));
                insert.execute();
            }
        } catch (SQLException e) {
            throw DuckDb.broken(e);
        }
        return version(zone, first, last);
    }

    /** The version that a table over this period has: it differs if and only if the rows do. */
    public static String version(ZoneId zone, LocalDate first, LocalDate last) {
        return "%s/%s %s".formatted(YearMonth.from(first), YearMonth.from(last.plusDays(1)), zone);
    }

    private static OffsetDateTime lastMoment(YearMonth month, ZoneId zone) {
        return month.plusMonths(1)
                .atDay(1)
                .atStartOfDay(zone)
                .toInstant()
                .minusNanos(1000)
                .atOffset(ZoneOffset.UTC);
    }
}
