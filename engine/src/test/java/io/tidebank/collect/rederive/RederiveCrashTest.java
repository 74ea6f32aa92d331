package io.tidebank.collect.rederive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidebank.ChildJvm;
import io.tidebank.brand.Brand;
import io.tidebank.brand.Tidebank;
import io.tidebank.collect.intake.Intake;
import io.tidebank.collect.protocol.Call;
import io.tidebank.collect.protocol.Endpoint;
import io.tidebank.collect.protocol.Request;
import io.tidebank.collect.source.Source;
import io.tidebank.sql.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * SIGKILL at seeded instants of a process that makes touches anew: the lake holds all of the old ones or all of the new
 * ones, and done again it comes to its end. {@code -Drederive.crash.rounds=50} is the long form.
 */
class RederiveCrashTest {

    private static final int ROUNDS = Integer.getInteger("rederive.crash.rounds", 2);
    private static final long SEED = Long.getLong("rederive.crash.seed", 20_261_122);
    private static final long EVENTS = 4_000;
    private static final int BATCH = 500;
    private static final int USUALLY_DONE_MILLIS = 3_000;

    private static final String MAPPED = """
            events: 1
            rules:
              - {names: [Basket Paid], kind: order, lines: goods, amount: revenue, also: pay}
            """;

    /** Touches of kinds custom, order and pay. */
    private static final List<Object> OLD = List.of(EVENTS, 0L, 0L);

    private static final List<Object> NEW = List.of(0L, 2 * EVENTS, EVENTS);

    @TempDir
    Path folder;

    private final Random random = new Random(SEED);

    @Test
    void touchesAreTheOldOnesOrTheNewOnesWheneverItIsKilled() throws Exception {
        Path home = folder.resolve("home");
        fill(home);
        Path before = folder.resolve("before");
        copy(home, before);

        for (int round = 0; round < ROUNDS; round++) {
            String said = killed(home, random.nextInt(USUALLY_DONE_MILLIS));
            assertThat(said).as("seed %d, round %d", SEED, round).doesNotContain("Exception", "Error");
            try (Tidebank tidebank = Tidebank.open(home)) {
                Brand brand = tidebank.brand("demo");
                assertThat(touches(brand)).as("seed %d, round %d", SEED, round).isIn(OLD, NEW);
                brand.rederive(null, Progress.NONE);
                assertThat(touches(brand)).as("seed %d, round %d", SEED, round).isEqualTo(NEW);
            }
            delete(home);
            copy(before, home);
        }
    }

    private static void fill(Path home) throws IOException {
        Tidebank.init(home, "demo", ZoneId.of("UTC"), Currency.getInstance("EUR"));
        try (Tidebank tidebank = Tidebank.open(home)) {
            Source source = tidebank.sources().create("demo", "web").source();
            Intake intake = tidebank.brand("demo").intake();
            for (int from = 0; from < EVENTS; from += BATCH) {
                byte[] body = "{\"batch\":[%s]}"
                        .formatted(IntStream.range(from, from + BATCH)
                                .mapToObj(RederiveCrashTest::event)
                                .collect(joining(",")))
                        .getBytes(UTF_8);
                intake.take(source, (Request.Accepted) intake.parse(Call.of(Endpoint.BATCH, Instant.now()), body));
            }
            while (intake.commit().tookSomething()) {}
        }
        Path file = home.resolve("methods/events/ours.yaml");
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, MAPPED);
    }

    private static String event(int n) {
        return """
                {"type":"track","event":"Basket Paid","messageId":"b%1$d","userId":"u%1$d","timestamp":"2026-11-01T10:00:00Z",
                 "properties":{"order_id":"o%1$d","revenue":25,"goods":[{"product_id":"p1","price":20},{"product_id":"p2","price":5}]}}""".formatted(n);
    }

    private static List<Object> touches(Brand brand) {
        brand.refresh(Progress.NONE);
        return List.copyOf(brand.sql("""
                        SELECT count(DISTINCT touch_id) FILTER (kind = 'custom'), count(DISTINCT touch_id) FILTER (kind = 'order'),
                            count(DISTINCT touch_id) FILTER (kind = 'pay') FROM touch HAVING count(*) = count(DISTINCT touch_id)""").rows().getFirst());
    }

    /** Lets it run, and kills it some time after it has begun, if it is not done by then. */
    private String killed(Path home, int millis) throws IOException, InterruptedException {
        Path told = folder.resolve("told.txt");
        Process loop = new ChildJvm(RederiveLoop.class, home)
                .start(it -> it.redirectErrorStream(true).redirectOutput(told.toFile()));
        try {
            while (!Files.readString(told).contains("begins") && !loop.waitFor(5, TimeUnit.MILLISECONDS)) {}
            loop.waitFor(millis, TimeUnit.MILLISECONDS);
        } finally {
            loop.destroyForcibly().waitFor();
        }
        return Files.readString(told);
    }

    /** Paths within a home are absolute, so a home is put back where it was. */
    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
