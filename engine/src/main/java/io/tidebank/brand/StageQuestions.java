package io.tidebank.brand;

import io.tidebank.brand.home.BrandError;
import io.tidebank.error.TidebankException;
import io.tidebank.fold.DayClock;
import io.tidebank.ladder.Ladder;
import io.tidebank.ladder.LadderError;
import io.tidebank.lake.TouchFile;
import io.tidebank.sql.Answer;
import io.tidebank.sql.DuckDb;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Answers who stands where: from the daily counts where they suffice, from the intervals for flows. */
final class StageQuestions {

    private static final int MOST_DAYS = 10_000;

    private static final String COUNTS = """
            SELECT stage, consumers FROM (
                SELECT stage, consumers, row_number() OVER (PARTITION BY stage ORDER BY day DESC) AS recency
                FROM stage_day
                WHERE ladder = ? AND day <= ?
            ) AS days
            WHERE recency = 1
            """;

    private static final String TREND =
            "SELECT day, stage, consumers FROM stage_day WHERE ladder = ? AND day BETWEEN ? AND ?";

    /** Positions are 1 to n for the ladder's stages and 0 for none. */
    private static final String FLOW = """
            SELECT was, is_now, count(*) AS consumers
            FROM (
                SELECT
                    consumer,
                    max(CASE WHEN from_at < make_timestamptz(?) AND to_at >= make_timestamptz(?) THEN stage ELSE 0 END) AS was,
                    max(CASE WHEN from_at < make_timestamptz(?) AND to_at >= make_timestamptz(?) THEN stage ELSE 0 END) AS is_now
                FROM (SELECT * FROM stage_closed UNION ALL SELECT * FROM stage_tail) AS intervals
                WHERE ladder = ?
                GROUP BY consumer
            ) AS consumers
            WHERE was > 0 OR is_now > 0
            GROUP BY was, is_now
            """;

    private final BrandParts parts;
    private final Serving serving;
    private final DayClock days;

    StageQuestions(BrandParts parts) {
        this.parts = parts;
        this.serving = new Serving(parts);
        this.days = new DayClock(parts.settings().zone());
    }

    Answer stages(@Nullable LocalDate asOf, Ladder ladder) {
        LocalDate day = asOf == null ? lastDay() : asOf;
        return reading((connection, generation) -> stages(connection, generation, day, ladder));
    }

    private Answer stages(Connection connection, Generation generation, LocalDate day, Ladder ladder) {
        Map<String, Long> counts = counts(connection, ladder, day);
        long standing = counts.values().stream().mapToLong(Long::longValue).sum();
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Ladder.Stage stage : ladder.stages()) {
            rows.add(row(stage.code(), stage.name().en(), counts.getOrDefault(stage.code(), 0L), generation));
        }
        rows.add(row(Ladder.OUT, "Out", generation.consumers() - standing, generation));
        return answer(day.toString(), List.of("stage", "name", "consumers", "share"), rows);
    }

    Answer trend(LocalDate from, LocalDate to, Ladder ladder) {
        requirePeriod(from, to);
        if (ChronoUnit.DAYS.between(from, to) >= MOST_DAYS) {
            throw new TidebankException(
                    BrandError.PERIOD_INVALID,
                    "A trend has a row for each day and stage, and at most %,d days".formatted(MOST_DAYS));
        }
        return reading((connection, generation) -> trend(connection, from, to, ladder));
    }

    private Answer trend(Connection connection, LocalDate from, LocalDate to, Ladder ladder) {
        Map<LocalDate, Map<String, Long>> counted = trendCounts(connection, from, to, ladder);
        Map<String, Long> last = counts(connection, ladder, from.minusDays(1));
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
            last = counted.getOrDefault(day, last);
            for (Ladder.Stage stage : ladder.stages()) {
                rows.add(Arrays.asList(day.toString(), stage.code(), last.getOrDefault(stage.code(), 0L)));
            }
        }
        return answer(to.toString(), List.of("day", "stage", "consumers"), rows);
    }

    Answer flow(LocalDate from, LocalDate to, Ladder ladder) {
        long[][] flow = counted(from, to, ladder);
        List<String> codes = codes(ladder);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int was : order(ladder)) {
            for (int now : order(ladder)) {
                rows.add(Arrays.asList(codes.get(was), codes.get(now), flow[was][now]));
            }
        }
        return answer(to.toString(), List.of("from_stage", "to_stage", "consumers"), rows);
    }

    Answer flowSummary(LocalDate from, LocalDate to, Ladder ladder) {
        long[][] flow = counted(from, to, ladder);
        long[] moves = new long[Move.values().length];
        for (int was = 0; was < flow.length; was++) {
            for (int now = 0; now < flow.length; now++) {
                if (was > 0 || now > 0) {
                    moves[Move.of(was, now).ordinal()] += flow[was][now];
                }
            }
        }
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Move move : Move.values()) {
            rows.add(Arrays.asList(move.name().toLowerCase(Locale.ROOT), moves[move.ordinal()]));
        }
        return answer(to.toString(), List.of("move", "consumers"), rows);
    }

    /** How a consumer's relation to the brand has moved. */
    private enum Move {
        NEW,
        DEEPENED,
        KEPT,
        SHALLOWER,
        LOST;

        static Move of(int was, int now) {
            if (was == 0) {
                return NEW;
            }
            if (now == 0) {
                return LOST;
            }
            return now > was ? DEEPENED : now == was ? KEPT : SHALLOWER;
        }
    }

    /** Consumers by position before and after; who stood nowhere at both ends is at [0][0]. */
    private long[][] counted(LocalDate from, LocalDate to, Ladder ladder) {
        requirePeriod(from, to);
        return reading((connection, generation) -> counted(connection, generation.consumers(), from, to, ladder));
    }

    private long[][] counted(Connection connection, long consumers, LocalDate from, LocalDate to, Ladder ladder) {
        long[][] flow = new long[ladder.stages().size() + 1][ladder.stages().size() + 1];
        long total = consumers;
        try (PreparedStatement statement = connection.prepareStatement(FLOW)) {
            statement.setLong(1, days.end(from));
            statement.setLong(2, days.end(from));
            statement.setLong(3, days.end(to));
            statement.setLong(4, days.end(to));
            statement.setInt(5, parts.ladders().sound().indexOf(ladder));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    flow[rows.getInt(1)][rows.getInt(2)] = rows.getLong(3);
                    total -= rows.getLong(3);
                }
            }
        } catch (SQLException e) {
            throw DuckDb.broken(e);
        }
        flow[0][0] = total;
        return flow;
    }

    private static Map<String, Long> counts(Connection connection, Ladder ladder, LocalDate day) {
        Map<String, Long> counts = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(COUNTS)) {
            statement.setString(1, ladder.name());
            statement.setObject(2, day);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    counts.put(rows.getString(1), rows.getLong(2));
                }
            }
        } catch (SQLException e) {
            throw DuckDb.broken(e);
        }
        return counts;
    }

    private static Map<LocalDate, Map<String, Long>> trendCounts(
            Connection connection, LocalDate from, LocalDate to, Ladder ladder) {
        Map<LocalDate, Map<String, Long>> counts = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(TREND)) {
            statement.setString(1, ladder.name());
            statement.setObject(2, from);
            statement.setObject(3, to);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    counts.computeIfAbsent(rows.getObject(1, LocalDate.class), day -> new HashMap<>())
                            .put(rows.getString(2), rows.getLong(3));
                }
            }
        } catch (SQLException e) {
            throw DuckDb.broken(e);
        }
        return counts;
    }

    /** The day of the latest touch that a refresh has seen. */
    LocalDate lastDay() {
        return day(files().stream().mapToLong(TouchFile::lastMicros).max());
    }

    private List<TouchFile> files() {
        return parts.table().filesOrLatest(generation().snapshot());
    }

    private LocalDate day(OptionalLong micros) {
        return LocalDate.ofEpochDay(days.copy().day(micros.orElseThrow(serving::nothingYet)));
    }

    /** True if there is something to ask. */
    boolean isThere() {
        try (Connection connection = parts.serving().connect()) {
            return Generation.find(connection).isPresent();
        } catch (SQLException e) {
            throw DuckDb.broken(e);
        }
    }

    /** The generation that answers are given from. */
    Generation generation() {
        return reading((connection, generation) -> generation);
    }

    /** Asks of one state of the serving file; refused if it was made with other ladders than the brand has now. */
    <T> T reading(Serving.Question<T> question) {
        return serving.reading((connection, generation) -> question.ask(connection, ofTheseLadders(generation)));
    }

    private Generation ofTheseLadders(Generation generation) {
        if (!generation.signature().endsWith(parts.ladders().hashes())) {
            throw new TidebankException(
                    LadderError.STAGES_NOT_BUILT,
                    "The ladders of brand '%s' have changed since the last refresh. Run: tidebank refresh"
                            .formatted(parts.settings().name()));
        }
        return generation;
    }

    /** PERIOD_INVALID if the days are the wrong way round. */
    static void requirePeriod(LocalDate from, LocalDate to) {
        if (from.isAfter(to)) {
            throw new TidebankException(
                    BrandError.PERIOD_INVALID, "The period ends (%s) before it begins (%s)".formatted(to, from));
        }
    }

    private static List<@Nullable Object> row(String code, String name, long consumers, Generation generation) {
        double share = generation.consumers() == 0 ? 0 : (double) consumers / generation.consumers();
        return Arrays.asList(code, name, consumers, share);
    }

    private static List<String> codes(Ladder ladder) {
        return Stream.concat(Stream.of(Ladder.OUT), ladder.stages().stream().map(Ladder.Stage::code))
                .toList();
    }

    /** Positions lowest stage first, then out. */
    private static List<Integer> order(Ladder ladder) {
        List<Integer> order = new ArrayList<>();
        for (int i = 1; i <= ladder.stages().size(); i++) {
            order.add(i);
        }
        order.add(0);
        return order;
    }

    private Answer answer(String asOf, List<String> columns, List<List<@Nullable Object>> rows) {
        return new Answer(parts.settings().name(), asOf, columns, rows);
    }
}
