package io.tidebank.brand;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidebank.ChildJvm;
import io.tidebank.collect.ImportReport;
import io.tidebank.collect.ImportReport.State;
import io.tidebank.collect.ImportRequest;
import io.tidebank.sql.Progress;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * SIGKILL at seeded instants of an import and of a refresh. {@code -Dcrash.rounds=200} is the long form, over the whole
 * file; {@code -Dcrash.seed} chooses other instants.
 */
class CrashTest {

    private static final int ROUNDS = Integer.getInteger("crash.rounds", 0);
    private static final long SEED = Long.getLong("crash.seed", 20_261_121);
    private static final int MOST_LINES = ROUNDS > 0 ? Integer.MAX_VALUE : 25_000;
    private static final ZoneId LONDON = ZoneId.of("Europe/London");

    /** What a refresh derives, in few rows that any difference shows in. */
    private static final List<String> DERIVED = List.of(
            "SELECT ladder, stage, count(*), sum(consumers), bit_xor(hash(day, consumers)) FROM stage_day GROUP BY ALL"
                    + " ORDER BY ALL",
            "SELECT count(*), count(DISTINCT consumer), bit_xor(hash(id)) FROM identity",
            "SELECT sum(orders), sum(gmv), sum(refunds), count(*) FROM sales_day",
            "SELECT count(*), sum(epoch_us(from_at)::HUGEINT), sum(least(epoch_us(to_at), 4e15)::HUGEINT)"
                    + " FROM stage_interval");

    @TempDir
    Path folder;

    private final Random random = new Random(SEED);
    private InvoiceFile invoices;

    /** @param millis how long it ran after the home was open; the child may have come to its end */
    private record Killed(boolean ended, long millis) {}

    @BeforeEach
    void openInvoices() throws IOException {
        invoices = InvoiceFile.open(MOST_LINES);
    }

    @Test
    void aKilledImportIsInTheLakeWhollyOrNotAtAll() throws Exception {
        Path file = invoices.write(folder.resolve("invoices.csv"), 0, invoices.size());
        TestHome whole = new TestHome(folder.resolve("whole"), LONDON);
        long span = run(whole, -1, CrashedWork.IMPORT, file.toString()).millis();
        List<?> rows = lake(whole);

        for (int round = 1; round <= rounds(3); round++) {
            TestHome home = new TestHome(folder.resolve("import-" + round), LONDON);
            Killed killed = run(home, random.nextLong(span), CrashedWork.IMPORT, file.toString());
            String story = "seed %d, round %d, %s".formatted(SEED, round, killed);

            boolean committed = anImportIsThereOrNot(home, rows, story);
            ImportReport again = load(home, file);
            assertThat(again.state()).as(story).isEqualTo(committed ? State.REPEATED : State.COMMITTED);
            assertThat(lake(home)).as(story).isEqualTo(rows);
        }
    }

    /** Looks at a home after the crash, and says whether the import came to be. */
    private static boolean anImportIsThereOrNot(TestHome home, List<?> rows, String story) throws Exception {
        try (Tidebank tidebank = Tidebank.open(home.path)) {
            Brand brand = tidebank.brand(null);
            boolean committed = brand.info().touches() > 0;
            assertThat(brand.importer().list())
                    .as(story)
                    .extracting(ImportReport::state)
                    .isSubsetOf(committed ? State.COMMITTED : State.FAILED);
            if (committed) {
                assertThat(rows.getFirst()).as(story).isEqualTo(brand.info().touches());
            }
            assertThat(brand.importer().quarantined().rows()).as(story).hasSize(committed ? 1 : 0);
            return committed;
        }
    }

    @Test
    void aKilledRefreshLeavesTheOldAnswersAndTheNextOneIsWhole() throws Exception {
        int rounds = rounds(2);
        int piece = invoices.size() / (rounds + 1);
        TestHome calm = new TestHome(folder.resolve("calm"), LONDON);
        TestHome shaken = new TestHome(folder.resolve("shaken"), LONDON);
        Path first = invoices.write(folder.resolve("0.csv"), 0, piece);
        load(shaken, first);
        long span = run(calm(calm, first), -1, CrashedWork.REFRESH).millis();

        for (int round = 1; round <= rounds; round++) {
            List<?> before = derived(shaken);
            Killed killed = run(shaken, random.nextLong(span), CrashedWork.REFRESH);
            String story = "seed %d, round %d, %s".formatted(SEED, round, killed);
            List<?> expected = derived(calm);

            assertThat(derived(shaken)).as(story).isIn(before, expected);
            shaken.refresh();
            assertThat(derived(shaken)).as(story).isEqualTo(expected);

            Path next = invoices.write(folder.resolve(round + ".csv"), round * piece, (round + 1) * piece);
            load(shaken, next);
            calm(calm, next).refresh();
        }
    }

    private static TestHome calm(TestHome home, Path file) {
        load(home, file);
        return home;
    }

    private static ImportReport load(TestHome home, Path file) {
        try (Tidebank tidebank = Tidebank.open(home.path)) {
            return tidebank.brand(null).importer().run(ImportRequest.of(InvoiceFile.PRESET, file), Progress.NONE);
        }
    }

    /** Touches, different ones, and money in the lake. */
    private static List<?> lake(TestHome home) throws Exception {
        home.refresh();
        try (Tidebank tidebank = Tidebank.open(home.path)) {
            return tidebank.brand(null)
                    .sql("SELECT count(*), count(DISTINCT touch_id), sum(amount), bit_xor(hash(touch_id)) FROM touch")
                    .rows()
                    .getFirst();
        }
    }

    /** Everything that a refresh has derived; empty before the first. */
    private static List<?> derived(TestHome home) {
        try (Tidebank tidebank = Tidebank.open(home.path)) {
            Brand brand = tidebank.brand(null);
            if (brand.info().consumers() == 0) {
                return List.of();
            }
            return DERIVED.stream().map(sql -> brand.sql(sql).rows()).toList();
        }
    }

    private static int rounds(int shortForm) {
        return ROUNDS > 0 ? ROUNDS : shortForm;
    }

    /** Works in another process, and kills it some time after the home is open; below zero, never. */
    private static Killed run(TestHome home, long killAfterMillis, String... work) throws Exception {
        List<Object> arguments = new ArrayList<>(List.of(home.path));
        arguments.addAll(List.of(work));
        Process process = new ChildJvm(CrashedWork.class, arguments.toArray())
                .with("-Xmx1g")
                .start(it ->
                        it.redirectError(home.path.resolveSibling("child.log").toFile()));
        try (BufferedReader told = process.inputReader()) {
            assertThat(told.readLine()).as("the home opens").isEqualTo("open");
            long opened = System.nanoTime();
            boolean ended;
            if (killAfterMillis < 0) {
                ended = process.waitFor() == 0;
                assertThat(ended).as("undisturbed work ends well").isTrue();
            } else {
                ended = process.waitFor(killAfterMillis, TimeUnit.MILLISECONDS);
            }
            return new Killed(
                    ended, Duration.ofNanos(System.nanoTime() - opened).toMillis());
        } finally {
            process.destroyForcibly().waitFor();
        }
    }
}
