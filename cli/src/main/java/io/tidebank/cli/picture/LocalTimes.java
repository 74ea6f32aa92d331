package io.tidebank.cli.picture;

import io.tidebank.sql.Answer;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Moments as the people of a zone read them; programs get them in UTC. */
public final class LocalTimes {

    private static final DateTimeFormatter PLAIN = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final Set<String> MOMENTS = Set.of("since", "until");

    private LocalTimes() {}

    /** The table of an answer, with every moment in the zone, and a line that names it. */
    public static List<String> table(Answer answer, ZoneId zone, boolean colours) {
        return named(TextTable.of(in(answer, zone), colours), answer, zone, colours);
    }

    /** The same with room for whole identifiers. */
    public static List<String> wholeTable(Answer answer, ZoneId zone, boolean colours) {
        return named(TextTable.whole(in(answer, zone), colours), answer, zone, colours);
    }

    private static List<String> named(List<String> table, Answer answer, ZoneId zone, boolean colours) {
        List<String> lines = new ArrayList<>(table);
        if (!answer.rows().isEmpty() && answer.columns().stream().anyMatch(LocalTimes::isMoment)) {
            lines.add(Paint.DIM.on("Times are those of %s".formatted(zone.getId()), colours));
        }
        return lines;
    }

    private static boolean isMoment(String column) {
        return column.endsWith("_at") || MOMENTS.contains(column);
    }

    static Answer in(Answer answer, ZoneId zone) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (List<@Nullable Object> row : answer.rows()) {
            List<@Nullable Object> local = new ArrayList<>(row);
            for (int i = 0; i < local.size(); i++) {
                if (isMoment(answer.columns().get(i))) {
                    local.set(i, local(row.get(i), zone));
                }
            }
            rows.add(local);
        }
        return new Answer(answer.brand(), answer.asOf(), answer.columns(), rows);
    }

    /** What is no moment stays as it is. */
    private static @Nullable Object local(@Nullable Object moment, ZoneId zone) {
        if (moment == null) {
            return null;
        }
        try {
            return OffsetDateTime.parse(moment.toString())
                    .atZoneSameInstant(zone)
                    .format(PLAIN);
        } catch (DateTimeException _) {
            return moment;
        }
    }
}
