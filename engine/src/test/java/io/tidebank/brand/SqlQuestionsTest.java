package io.tidebank.brand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tidebank.brand.home.BrandError;
import io.tidebank.brand.home.Home;
import io.tidebank.error.TidebankException;
import io.tidebank.sql.DuckDb;
import io.tidebank.sql.EngineSettings;
import io.tidebank.sql.Progress;
import io.tidebank.sql.SqlError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Free SQL takes no more than it may, reads nothing but the brand, and its faults are told plainly. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SqlQuestionsTest {

    private static final String ENDLESS =
            "SELECT count(*) FROM range(1000000) a, range(1000000) b WHERE a.range * b.range = 7";

    /** They take texts apart, or tell of the question itself. */
    private static final Set<String> INSIDE = Set.of(
            "current_database",
            "current_query",
            "current_query_id",
            "has_database_privilege",
            "has_sequence_privilege",
            "in_search_path",
            "json_extract_path",
            "json_extract_path_text",
            "parse_dirpath",
            "parse_duckdb_log_message",
            "parse_filename",
            "parse_path",
            "path_join",
            "pg_conf_load_time",
            "pg_ts_config_is_visible");

    private Tidebank tidebank;
    private Brand brand;
    private Path folder;
    private Path secret;

    @BeforeAll
    void open(@TempDir Path place) throws Exception {
        folder = place;
        secret = Files.writeString(folder.resolve("secret.csv"), "word\nopen-sesame\n");
        TestHome home = new TestHome(folder.resolve("home"), ZoneId.of("UTC"));
        Files.writeString(
                home.path.resolve("tidebank.yaml"),
                Files.readString(home.path.resolve("tidebank.yaml")) + "sql:\n  seconds: 2\n  rows: 1000\n");
        home.add(List.of(
                TestTouch.of("a", 1_772_359_200_000_000L, "view", "user:1"),
                TestTouch.of("b", 1_772_445_600_000_000L, "cart", "user:2")));
        home.refresh();
        tidebank = Tidebank.open(home.path);
        brand = tidebank.brand(null);
    }

    @AfterAll
    void close() {
        tidebank.close();
    }

    @Test
    void aQuestionIsStoppedWhenItsTimeIsUp() {
        Instant start = Instant.now();

        assertThatThrownBy(() -> brand.sql(ENDLESS))
                .hasFieldOrPropertyWithValue("code", BrandError.QUERY_TOO_SLOW)
                .hasMessageStartingWith("The question took longer than 2 seconds and was stopped");
        assertThat(Duration.between(start, Instant.now())).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(5));
        assertThat(brand.sql("SELECT 1 AS one").rows()).containsExactly(List.of(1L));
    }

    @Test
    void aQuestionIsStoppedWhenNobodyWaitsForIt() {
        AtomicInteger looks = new AtomicInteger();
        Progress impatient = new Progress() {
            @Override
            public void at(String step, long done, long total) {}

            @Override
            public boolean cancelled() {
                return looks.incrementAndGet() > 2;
            }
        };

        assertThatThrownBy(() -> brand.sql(ENDLESS, impatient))
                .hasFieldOrPropertyWithValue("code", SqlError.SQL_CANCELLED);
    }

    @Test
    void aSumOfCountsIsACount() {
        assertThat(brand.sql("SELECT sum(range) AS counts FROM range(5)").rows())
                .containsExactly(List.of(10L));
    }

    @Test
    void anAnswerIsNoLongerAndNoWiderThanItMayBe() {
        assertThat(brand.sql("SELECT * FROM range(1000)").rows()).hasSize(1000);
        assertThatThrownBy(() -> brand.sql("SELECT * FROM range(1001)"))
                .hasFieldOrPropertyWithValue("code", BrandError.QUERY_TOO_LARGE)
                .hasMessage("The answer has more than 1,000 rows. Count, add up, or say LIMIT");
        assertThatThrownBy(() -> brand.sql("SELECT (SELECT string_agg('%s', '') FROM range(1000)) FROM range(100)"
                        .formatted("x".repeat(1000))))
                .hasFieldOrPropertyWithValue("code", BrandError.QUERY_TOO_LARGE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "COPY (SELECT 1) TO '/tmp/tidebank-out.csv'",
                "COPY touch FROM '%s'",
                "EXPORT DATABASE '/tmp/tidebank-out'",
                "IMPORT DATABASE '/tmp/tidebank-out'",
                "ATTACH '%s' AS other",
                "DETACH main",
                "INSTALL httpfs",
                "LOAD httpfs",
                "PRAGMA enable_progress_bar",
                "SET enable_external_access = true",
                "RESET enable_external_access",
                "CREATE TABLE t AS SELECT 1",
                "CREATE MACRO m() AS 1",
                "CREATE SECRET s (TYPE s3)",
                "INSERT INTO identity SELECT * FROM identity",
                "UPDATE identity SET id = ''",
                "VACUUM",
                "CHECKPOINT",
                "CALL pragma_version()",
                "EXPLAIN SELECT 1",
                "EXECUTE x",
                "SELECT 1; COPY (SELECT 1) TO '/tmp/tidebank-out.csv'",
                "SELECT * FROM read_csv('%s')",
                "SELECT * FROM read_csv_auto('%s')",
                "SELECT * FROM read_parquet('%s')",
                "SELECT * FROM read_json('%s')",
                "SELECT * FROM read_text('%s')",
                "SELECT * FROM read_blob('%s')",
                "SELECT * FROM sniff_csv('%s')",
                "SELECT * FROM glob('/etc/*')",
                "SELECT * FROM parquet_metadata('%s')",
                "SELECT * FROM '%s'",
                "SELECT * FROM \"%s\"",
                "FROM '%s'",
                "SELECT (SELECT word FROM '%s')",
                "SELECT * FROM (SUMMARIZE '%s')",
                "SELECT * FROM (DESCRIBE '%s')",
                "SELECT * FROM (SHOW TABLES)",
                "SELECT * FROM (SHOW ALL TABLES)",
                "SUMMARIZE '%s'",
                "SELECT * FROM duckdb_settings()",
                "SELECT * FROM duckdb_secrets()",
                "SELECT * FROM duckdb_databases()",
                "SELECT * FROM pragma_database_list()",
                "SELECT * FROM query('FROM read_text(''%s'')')",
                "SELECT * FROM query_table(['%s'])",
                "SELECT * FROM json_execute_serialized_sql('{}')",
                "SELECT getenv('HOME')",
                "SELECT current_setting('temp_directory')",
                "SELECT getvariable('x')",
                "SELECT * FROM system.information_schema.tables",
                "SELECT * FROM pg_catalog.pg_settings",
                "SELECT * FROM sqlite_master",
                "WITH pg_settings AS (SELECT 1) SELECT * FROM pg_catalog.pg_settings",
                "WITH duckdb_views AS (SELECT 1) SELECT sql FROM system.main.duckdb_views",
                "WITH tables AS (SELECT 1) SELECT * FROM information_schema.tables",
                "WITH csv AS (SELECT 1) SELECT * FROM \"%s\".csv",
                "WITH generation AS MATERIALIZED (SELECT 1) SELECT * FROM main.generation",
                "WITH __show_tables_from_database AS (SELECT 1) SELECT * FROM (SHOW TABLES FROM main)",
                "SELECT * FROM main.touch",
                "SELECT len(range(4000000000))",
                "SELECT unnest(generate_series(1, 4000000000))",
                "SELECT repeat('x', 4000000000)",
                "SELECT lpad('x', 2000000000, 'x')",
                "SELECT rpad('x', 2000000000, 'x')",
                "SELECT format('{:2000000000}', 1)",
                "SELECT printf('%%2000000000d', 1)",
                "SELECT bitstring('1', 2000000000)",
                "SELECT approx_top_k(range, 900000) FROM range(10)",
                "PIVOT '%s' ON word",
                "SELECT * FROM touch UNION ALL BY NAME SELECT * FROM '%s'",
                "WITH RECURSIVE r AS (SELECT 1 UNION SELECT * FROM '%s') SELECT * FROM r",
                "SELECT * FROM touch WHERE EXISTS (FROM '%s')",
                "SELECT * FROM touch, LATERAL (SELECT * FROM read_text('%s'))",
                "SELECT list_transform([1], lambda x: (SELECT content FROM read_text('%s')))",
            })
    void nothingButTheBrandIsReadAndNothingIsWritten(String attack) {
        Throwable refusal = catchThrowable(() -> brand.sql(attack.formatted(secret)));

        assertThat(refusal).as(attack).isInstanceOf(TidebankException.class);
        assertThat(((TidebankException) refusal).code().name()).as(attack).isEqualTo("QUERY_REFUSED");
        assertThat(refusal.getMessage()).doesNotContain("open-sesame", "LINE ", "Candidate", "\n");
        assertThat(Path.of("/tmp/tidebank-out.csv")).doesNotExist();
    }

    /** A later database may bring functions that reach outside: whoever brings it has to look at these. */
    @Test
    void everyFunctionWhoseNameSoundsOfTheOutsideIsKnown() throws SQLException {
        List<String> found = new ArrayList<>();
        try (DuckDb duckDb = DuckDb.inMemory(new EngineSettings(1L << 30, 1, folder));
                Connection connection = duckDb.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        SELECT DISTINCT function_name FROM duckdb_functions()
                        WHERE function_type NOT IN ('table', 'pragma', 'aggregate') AND regexp_matches(function_name,
                        'file|read|path|env|setting|secret|attach|http|write|log_|query|execute|load|variable|shell|system|seq|config|database')
                        ORDER BY 1""")) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }

        assertThat(found)
                .filteredOn(name -> !INSIDE.contains(name))
                .isNotEmpty()
                .allSatisfy(name -> assertThatThrownBy(() -> brand.sql("SELECT %s()".formatted(name)))
                        .as(name)
                        .hasFieldOrPropertyWithValue("code", BrandError.QUERY_REFUSED));
    }

    /** Behind the parser stands the database itself: its connections reach the brand's own files alone. */
    @Test
    void theDatabaseReachesNoOtherBrandsFiles() throws Exception {
        Home home = new Home(folder.resolve("home"));
        Files.createDirectories(home.lake("spare"));
        Files.writeString(home.lake("spare").resolve("own.csv"), "word\nmine\n");
        try (DuckDb serving = BrandParts.serving(home, "spare", new EngineSettings(1L << 30, 1, home.scratch()));
                Connection connection = serving.connect()) {
            try (Statement statement = connection.createStatement();
                    ResultSet own =
                            statement.executeQuery("SELECT * FROM '%s/own.csv'".formatted(home.lake("spare")))) {
                own.next();
                assertThat(own.getString(1)).isEqualTo("mine");
            }
            for (Path other :
                    List.of(home.lake(TestHome.BRAND), home.lake("spare").getParent(), home.scratch(), folder)) {
                assertThatThrownBy(() -> DuckDb.run(connection, "SELECT * FROM glob('%s/**')".formatted(other)))
                        .as(other.toString())
                        .hasMessageContaining("Permission Error");
            }
        }
    }

    @Test
    void faultsAreToldInOneSentence() {
        assertFault("SELECT nothing FROM touch", "Referenced column \"nothing\" not found in FROM clause (line 1)");
        assertFault("SELECT nowhere(1)", "Scalar Function with name nowhere does not exist (line 1)");
        for (String failing : List.of(
                "SELECT 'zhang@example.com'::INTEGER",
                "SELECT kind::INTEGER FROM touch",
                "SELECT 9223372036854775807 + touches FROM (SELECT count(*) AS touches FROM touch)")) {
            assertThatThrownBy(() -> brand.sql(failing))
                    .as(failing)
                    .hasFieldOrPropertyWithValue("code", SqlError.SQL_INVALID)
                    .hasMessageStartingWith("The question failed while it ran: a value does not fit its type");
        }
        assertThatThrownBy(() -> brand.sql("SELEC 1"))
                .hasMessage("Only one SELECT can be asked: syntax error at or near \"SELEC\"");
    }

    private void assertFault(String sql, String message) {
        assertThatThrownBy(() -> brand.sql(sql))
                .as(sql)
                .hasFieldOrPropertyWithValue("code", SqlError.SQL_INVALID)
                .hasMessage(message);
    }
}
