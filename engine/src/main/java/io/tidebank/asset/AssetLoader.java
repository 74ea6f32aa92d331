package io.tidebank.asset;

import static io.tidebank.asset.AssetError.ASSET_TABLES_MISSING;

import io.tidebank.asset.AssetMonth.Move;
import io.tidebank.asset.AssetMonth.Revenue;
import io.tidebank.error.TidebankException;
import io.tidebank.ladder.Ladder;
import io.tidebank.sql.DuckDb;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Tells asset values from a brand's derived tables: stage_interval, stage_day, month_end, transition_month,
 * stage_revenue_month, unrated_day.
 */
public final class AssetLoader {

    private static final List<String> TABLES = List.of(
            "stage_interval", "stage_day", "month_end", "transition_month", "stage_revenue_month", "unrated_day");

    private final Connection connection;
    private final List<String> stages;
    private final ZoneId zone;
    private final Currency currency;

    /**
     * @param connection to the serving database; stays the caller's
     * @param stages codes of the ladder's stages, lowest first
     */
    public AssetLoader(Connection connection, List<String> stages, ZoneId zone, Currency currency) {
        this.connection = connection;
        this.stages = List.copyOf(stages);
        this.zone = zone;
        this.currency = currency;
    }

    /** The asset at the end of a day. ASSET_HISTORY_MISSING says from which day on there is one. */
    public AssetEstimate estimate(LocalDate asOf, AssetSettings settings) {
        try {
            return estimate(asOf, settings, history(settings.ladder()));
        } catch (SQLException e) {
            throw DuckDb.broken(e);
        }
    }

    /** Why the asset at the end of one day differs from that at the end of another. */
    public AssetChange change(LocalDate from, LocalDate to, AssetSettings settings) {
        try {
            AssetHistory history = history(settings.ladder());
            return AssetChange.between(estimate(from, settings, history), estimate(to, settings, history));
        } catch (SQLException e) {
            throw DuckDb.broken(e);
        }
    }

    /** The asset at the end of each day from which there is enough history. */
    public List<AssetDay> trend(LocalDate from, LocalDate to, AssetSettings settings) {
        try {
            AssetHistory history = history(settings.ladder());
            history.requireReach(to);
            return AssetDay.each(history, stages, settings, currency, days(settings.ladder(), from, to));
        } catch (SQLException e) {
            throw DuckDb.broken(e);
        }
    }

    private AssetEstimate estimate(LocalDate asOf, AssetSettings settings, AssetHistory history) throws SQLException {
        List<AssetMonth> window = history.window(asOf);
        return AssetEstimate.of(asOf, settings, currency, stages, window, people(settings.ladder(), asOf))
                .noting(unrated(window));
    }

    /** What spending of these months is missing. */
    private List<String> unrated(List<AssetMonth> window) throws SQLException {
        List<String> notes = new ArrayList<>();
        query(
                "select currency, cast(sum(lines + refunds) as bigint) from unrated_day"
                        + " where day between ? and ? group by currency order by currency",
                row -> notes.add("%,d order lines and refunds in %s are left out: no rate is known (tidebank rates)"
                        .formatted(row.getLong(2), row.getString(1))),
                window.getFirst().month().atDay(1),
                window.getLast().month().atEndOfMonth());
        return notes;
    }

    private Map<String, Long> people(String ladder, LocalDate asOf) throws SQLException {
        OffsetDateTime end = asOf.plusDays(1).atStartOfDay(zone).toOffsetDateTime();
        Map<String, Long> people = new HashMap<>();
        query("""
                select stage, count(*) from stage_interval
                where ladder = ? and from_at < ? and to_at >= ? group by stage""", row -> people.put(row.getString(1), row.getLong(2)), ladder, end, end);
        return people;
    }

    private NavigableMap<LocalDate, Map<String, Long>> days(String ladder, LocalDate from, LocalDate to)
            throws SQLException {
        NavigableMap<LocalDate, Map<String, Long>> days = new TreeMap<>();
        query(
                "select day, stage, consumers from stage_day where ladder = ? and day between ? and ?",
                row -> days.computeIfAbsent(row.getObject(1, LocalDate.class), day -> new HashMap<>())
                        .put(row.getString(2), row.getLong(3)),
                ladder,
                from,
                to);
        return days;
    }

    private AssetHistory history(String ladder) throws SQLException {
        requireTables();
        Map<YearMonth, List<Move>> moves = new HashMap<>();
        query(
                "select month, from_stage, to_stage, consumers from transition_month where ladder = ? and from_stage <> ?",
                row -> at(moves, row).add(new Move(row.getString(2), row.getString(3), row.getLong(4))),
                ladder,
                Ladder.OUT);
        Map<YearMonth, List<Revenue>> revenues = new HashMap<>();
        query(
                "select month, stage, consumers, revenue from stage_revenue_month where ladder = ?",
                row -> at(revenues, row).add(new Revenue(row.getString(2), row.getLong(3), money(row))),
                ladder);
        List<AssetMonth> months = new ArrayList<>();
        query("select month from month_end", row -> {
            YearMonth month = month(row);
            months.add(new AssetMonth(
                    month, moves.getOrDefault(month, List.of()), revenues.getOrDefault(month, List.of())));
        });
        return new AssetHistory(ladder, firstDay(ladder), months);
    }

    private @Nullable LocalDate firstDay(String ladder) throws SQLException {
        List<LocalDate> first = new ArrayList<>();
        query(
                "select epoch_us(min(from_at)) from stage_interval where ladder = ? having count(*) > 0",
                row -> first.add(day(row.getLong(1))),
                ladder);
        return first.isEmpty() ? null : first.getFirst();
    }

    private LocalDate day(long micros) {
        Instant instant = Instant.EPOCH.plusSeconds(Math.floorDiv(micros, 1_000_000));
        return instant.atZone(zone).toLocalDate();
    }

    private void requireTables() throws SQLException {
        List<String> there = new ArrayList<>();
        query("select table_name from information_schema.tables", row -> there.add(row.getString(1)));
        List<String> missing =
                TABLES.stream().filter(table -> !there.contains(table)).toList();
        if (!missing.isEmpty()) {
            throw new TidebankException(
                    ASSET_TABLES_MISSING, "The asset needs the tables %s; run `tidebank refresh`".formatted(missing));
        }
    }

    private static <T> List<T> at(Map<YearMonth, List<T>> months, ResultSet row) throws SQLException {
        return months.computeIfAbsent(month(row), month -> new ArrayList<>());
    }

    private static YearMonth month(ResultSet row) throws SQLException {
        return YearMonth.from(row.getObject(1, LocalDate.class));
    }

    private static BigDecimal money(ResultSet row) throws SQLException {
        return row.getBigDecimal(4);
    }

    private void query(String sql, RowReader reader, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    reader.read(rows);
                }
            }
        }
    }

    private interface RowReader {
        void read(ResultSet row) throws SQLException;
    }
}
