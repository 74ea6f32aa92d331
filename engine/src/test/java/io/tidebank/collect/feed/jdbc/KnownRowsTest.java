package io.tidebank.collect.feed.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidebank.collect.feed.jdbc.rows.Place;
import io.tidebank.collect.feed.jdbc.rows.Row;
import io.tidebank.sql.EngineSettings;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class KnownRowsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    @TempDir
    Path folder;

    private KnownRows known;

    @BeforeEach
    void open() {
        known = new KnownRows(folder.resolve("shop.rows"), new EngineSettings(512L << 20, 1, folder), NOW);
        known.note(rows(1, 10));
    }

    @AfterEach
    void close() {
        known.close();
    }

    private static List<Row> rows(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(id -> new Row(
                        new Place("2026-11-22", List.of(String.valueOf(id))),
                        JsonMapper.shared().createObjectNode().put("id", id)))
                .toList();
    }

    private List<Integer> gone(List<Row> present) throws SQLException {
        Queue<List<Row>> pages = new ArrayDeque<>(List.of(present));
        known.compare(() -> pages.isEmpty() ? List.of() : pages.remove(), NOW.plusSeconds(1));
        return known.gone(100).stream()
                .map(row -> row.document().path("id").asInt())
                .sorted()
                .toList();
    }

    @Test
    void aFewRowsThatAreMissingAreGone() throws SQLException {
        assertThat(gone(rows(3, 10))).containsExactly(1, 2);
        assertThat(known.doubted()).isZero();
        assertThat(known.comparedAt()).isEqualTo(NOW.plusSeconds(1));
    }

    @Test
    void aTableThatIsFilledAnewHasLostNothing() throws SQLException {
        assertThat(gone(List.of())).isEmpty();
        assertThat(known.doubted()).isEqualTo(10);
        close();
        known = new KnownRows(folder.resolve("shop.rows"), new EngineSettings(512L << 20, 1, folder), NOW);

        assertThat(gone(rows(1, 10))).isEmpty();
        assertThat(known.doubted()).isZero();
    }

    @Test
    void manyRowsThatAreMissingTwiceAreGone() throws SQLException {
        assertThat(gone(rows(6, 10))).isEmpty();
        assertThat(gone(rows(5, 10))).containsExactly(1, 2, 3, 4);
        known.told(known.gone(100));
        assertThat(gone(rows(5, 10))).isEmpty();
    }

    @Test
    void rowsThatAreMissingForTheFirstTimeAreDoubtedBesideOthersThatAreGone() throws SQLException {
        assertThat(gone(rows(6, 10))).isEmpty();
        assertThat(gone(List.of())).containsExactly(1, 2, 3, 4, 5);
        assertThat(known.doubted()).isEqualTo(5);
    }
}
