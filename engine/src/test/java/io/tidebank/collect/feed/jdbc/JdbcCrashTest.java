package io.tidebank.collect.feed.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidebank.ChildJvm;
import io.tidebank.collect.feed.FeedHome;
import io.tidebank.collect.feed.jdbc.rows.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * SIGKILL at seeded instants of a process that reads a table larger than its memory: in the end every row is in the lake,
 * once. {@code -Djdbc.crash.rounds=50} is the long form, {@code -Djdbc.crash.rows=1000000} the wide one; with 0 rounds it
 * says how fast that was.
 */
class JdbcCrashTest {

    private static final int ROUNDS = Integer.getInteger("jdbc.crash.rounds", 2);
    private static final int ROWS = Integer.getInteger("jdbc.crash.rows", 25_000);
    private static final long SEED = Long.getLong("jdbc.crash.seed", 20_261_122);

    /** Columns that nobody wants: the rows together are several times this process's heap. */
    private static final String HEAP = "-Xmx80m";

    @TempDir
    Path folder;

    private final Random random = new Random(SEED);

    @Test
    void aTableLargerThanMemoryIsReadOnceWhateverHappens() throws Exception {
        String url = PostgresServer.shared().database();
        PostgresServer.execute(
                url,
                "CREATE TABLE orders (id int PRIMARY KEY, customer_id int, created_at timestamptz, updated_at timestamptz,"
                        + " note text)",
                """
                INSERT INTO orders SELECT n, n %% 1000, '2026-01-01', '2026-01-01'::timestamptz + n / 100 * interval '1 s',
                    repeat(md5(n::text), 150) FROM generate_series(1, %d) n""".formatted(ROWS),
                "CREATE INDEX ON orders (updated_at, id)");
        Path home = Files.createDirectories(folder.resolve("home"));
        Files.writeString(home.resolve("password"), PostgresServer.PASSWORD);
        Path feed = Files.createDirectories(home.resolve("methods/feeds").resolve(FeedHome.BRAND));
        Files.writeString(
                feed.resolve("shop.yaml"), JdbcFeedTest.feedFile(url, "").replace("fetch_size: 7", "fetch_size: 500"));

        for (int round = 0; round < ROUNDS; round++) {
            String said = runUntil(home, round, random.nextInt(1500));
            assertThat(said).as("seed %d, round %d", SEED, round).doesNotContain("Exception", "Error");
        }
        long start = System.nanoTime();
        assertThat(runUntil(home, ROUNDS, Integer.MAX_VALUE)).contains("done");
        double seconds = (System.nanoTime() - start) / 1e9;
        if (ROUNDS == 0) {
            System.out.printf("%,d rows in %.1f s: %,.0f rows/s%n", ROWS, seconds, ROWS / seconds);
        }

        try (FeedHome brand = new FeedHome(home)) {
            assertThat(brand.touchIds())
                    .as("seed %d", SEED)
                    .isEqualTo(IntStream.rangeClosed(1, ROWS)
                            .mapToObj(n -> "order/" + n)
                            .sorted()
                            .toList());
        }
    }

    /** Lets it run, and kills it some time after it has begun, if it is not done by then. */
    private String runUntil(Path home, int round, int millis) throws IOException, InterruptedException {
        Path told = folder.resolve("told-%d.txt".formatted(round));
        Process loop = new ChildJvm(PullLoop.class, home)
                .with(HEAP)
                .start(it -> it.redirectErrorStream(true).redirectOutput(told.toFile()));
        try {
            while (!Files.readString(told).contains("begins") && !loop.waitFor(5, TimeUnit.MILLISECONDS)) {}
            loop.waitFor(millis, TimeUnit.MILLISECONDS);
        } finally {
            loop.destroyForcibly().waitFor();
        }
        return Files.readString(told);
    }
}
