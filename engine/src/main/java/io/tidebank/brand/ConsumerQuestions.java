package io.tidebank.brand;

import io.tidebank.brand.home.BrandError;
import io.tidebank.collect.privacy.PersonalHash;
import io.tidebank.error.TidebankException;
import io.tidebank.lake.TouchFile;
import io.tidebank.sql.Answer;
import io.tidebank.sql.DuckDb;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Answers who one consumer is: identifiers, stages, money, and the latest touches. */
final class ConsumerQuestions {

    private static final int MOST_TOUCHES = 100_000;

    private static final String NUMBER_OF_IDENTIFIER = "SELECT consumer FROM identity WHERE id = ?";
    private static final String NUMBER_OF_CONSUMER = "SELECT consumer FROM consumer WHERE consumer_id = ?";
    private static final String NAME = "SELECT consumer_id FROM consumer WHERE consumer = ?";

    private static final String PROFILE = """
            SELECT 1 AS part, 'identifier' AS field, id AS value, NULL AS since, NULL AS until FROM identity WHERE consumer = ?
            UNION ALL
            SELECT 2, 'stage ' || ladder, stage, from_at, to_at FROM stage_interval WHERE consumer = ?
            ORDER BY part, field, since, value
            """;

    private static final List<String> COLUMNS = List.of(
            "occurred_at",
            "kind",
            "name",
            "touchpoint",
            "item",
            "amount",
            "currency",
            "order_id",
            "source",
            "touch_id");

    /** Of the generation that the number is of. */
    private static final String TIMELINE =
            "SELECT * FROM (%s) AS touch ORDER BY occurred_at DESC, kind, source, touch_id LIMIT ?";

    private final BrandParts parts;
    private final Serving serving;

    private final Supplier<PersonalHash> hash;

    /** @param hash as imports hash telephones and e-mail addresses; asked for when one is to be found */
    ConsumerQuestions(BrandParts parts, Supplier<PersonalHash> hash) {
        this.parts = parts;
        this.hash = hash;
        this.serving = new Serving(parts);
    }

    /** {@code field, value, since, until}: the consumer's id, identifiers and every stage ever stood on. */
    Answer profile(String id) {
        return serving.reading((connection, generation) -> profile(connection, id));
    }

    private Answer profile(Connection connection, String id) throws SQLException {
        long number = number(connection, id);
        Serving.Table found = Serving.query(connection, PROFILE, number, number);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        Object name = Serving.query(connection, NAME, number).rows().getFirst().getFirst();
        List<@Nullable Object> first = new ArrayList<>();
        first.add("consumer_id");
        first.add(name);
        first.add(null);
        first.add(null);
        rows.add(first);
        found.rows().forEach(row -> rows.add(row.subList(1, row.size())));
        return new Answer(parts.settings().name(), "", List.of("field", "value", "since", "until"), rows);
    }

    /** The latest touches, latest first. */
    Answer timeline(String id, int most) {
        return serving.reading((connection, generation) -> {
            String ids =
                    "primary_id IN (SELECT id FROM identity WHERE consumer = %d)".formatted(number(connection, id));
            List<TouchFile> files = parts.table().filesOrLatest(generation.snapshot());
            String touches = TIMELINE.formatted(parts.timeline().scan(files, COLUMNS, ids));
            return Serving.query(connection, touches, Math.clamp(most, 1, MOST_TOUCHES))
                    .answer(parts.settings().name(), "");
        });
    }

    /** An identifier ({@code type:value}) or a consumer id, as the private number. */
    private long number(Connection connection, String id) {
        return number(connection, NUMBER_OF_IDENTIFIER, id)
                .or(() -> number(connection, NUMBER_OF_CONSUMER, id))
                .or(() -> hash.get()
                        .identifier(id)
                        .flatMap(kept -> number(connection, NUMBER_OF_IDENTIFIER, kept.text())))
                .orElseThrow(() -> new TidebankException(
                        BrandError.CONSUMER_NOT_FOUND,
                        "No consumer has this identifier or consumer id. Identifiers are written type:value, such as"
                                + " user:1234, email:mei@example.com or phone:+8613800001234"));
    }

    private static Optional<Long> number(Connection connection, String sql, String id) {
        try {
            return Serving.query(connection, sql, id).rows().stream()
                    .map(List::getFirst)
                    .filter(Long.class::isInstance)
                    .map(Long.class::cast)
                    .findFirst();
        } catch (SQLException e) {
            throw DuckDb.broken(e);
        }
    }
}
