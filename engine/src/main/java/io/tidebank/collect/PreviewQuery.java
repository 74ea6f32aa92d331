package io.tidebank.collect;

import io.tidebank.collect.plan.BoundFile;
import io.tidebank.collect.plan.MappingChoice.Chosen;
import io.tidebank.collect.plan.MappingPlan;
import io.tidebank.collect.quarantine.BadRow;
import io.tidebank.collect.session.BadRowSearch;
import io.tidebank.collect.session.ImportSession;
import io.tidebank.sql.Answer;
import io.tidebank.sql.DuckDb;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the first rows of files and shows what they would become. */
final class PreviewQuery {

    private static final List<String> COLUMNS = List.of(
            "occurred_at",
            "kind",
            "primary_id",
            "item",
            "category",
            "quantity",
            "amount",
            "currency",
            "order_id",
            "touchpoint",
            "properties");

    private static final List<String> COST_COLUMNS = List.of(
            "day",
            "touchpoint",
            "play_id",
            "campaign",
            "ad_group",
            "creative",
            "amount",
            "currency",
            "impressions",
            "clicks");

    private static final Set<String> NUMBERS = Set.of("quantity", "amount", "impressions", "clicks");

    private final ImportSession session;
    private final MappingPlan plan;
    private final List<BoundFile> files;
    private final String brand;

    PreviewQuery(ImportSession session, MappingPlan plan, List<BoundFile> files, String brand) {
        this.session = session;
        this.plan = plan;
        this.files = files;
        this.brand = brand;
    }

    Preview run(Chosen chosen, int rows) {
        List<BadRow> bad = new ArrayList<>();
        BadRowSearch search = new BadRowSearch(session);
        List<BoundFile> read = files.stream().map(file -> read(file, rows)).toList();
        plan.joins().forEach(sql -> session.sql().run("Joining", 0, sql));
        read.stream().filter(file -> search.count(file).bad() > 0).forEach(file -> search.find(file, bad::add));
        return new Preview(
                chosen.mapping().name(),
                chosen.yaml(),
                plan.isOfCosts() ? costs(rows) : touches(rows),
                QuarantineTables.unnumbered(brand, bad, rows),
                Stream.concat(files.stream().flatMap(file -> file.file().remark().stream()), chosen.remarks().stream())
                        .toList());
    }

    /** Of a file that others are looked up in, all of it. */
    private BoundFile read(BoundFile file, int rows) {
        boolean whole = file.input().isOnlyLookedUp();
        BoundFile looked = whole ? file : session.beginning(file, rows);
        session.read(plan, looked, whole || !file.file().isNamed() ? Long.MAX_VALUE : rows);
        return looked;
    }

    /** The moment and the order bring the touches of one row together. */
    private Answer touches(int most) {
        return table(COLUMNS, plan.touches(), "occurred_at, order_id, touch_id", most);
    }

    private Answer costs(int most) {
        return table(COST_COLUMNS, plan.costs(), "day, touchpoint, line_id", most);
    }

    private Answer table(List<String> columns, String select, String order, int most) {
        String sql = "SELECT %s FROM (%s) AS found ORDER BY %s LIMIT %d"
                .formatted(String.join(", ", columns), select, order, most);
        List<List<@Nullable Object>> table = new ArrayList<>();
        try (Statement statement = session.connection().createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            while (found.next()) {
                List<@Nullable Object> row = new ArrayList<>();
                for (String column : columns) {
                    row.add(cell(found, column));
                }
                table.add(row);
            }
        } catch (SQLException e) {
            throw DuckDb.broken(e);
        }
        return new Answer(brand, "", columns, table);
    }

    private static @Nullable Object cell(ResultSet found, String column) throws SQLException {
        if (NUMBERS.contains(column)) {
            return found.getObject(column);
        }
        return found.getObject(column) instanceof OffsetDateTime moment
                ? moment.toInstant().toString()
                : found.getString(column);
    }
}
