package io.tidebank.collect.commit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidebank.ChildJvm;
import io.tidebank.collect.quarantine.BadRow;
import io.tidebank.collect.quarantine.Quarantine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * SIGKILL at seeded instants of a process that accepts, commits, merges and expires: what it acknowledged is in the lake,
 * each touch once, no batch in halves. {@code -Dcollect.crash.rounds=200} is the long form, {@code -Dcollect.crash.seed}
 * chooses other instants.
 */
class CollectCrashTest {

    private static final int ROUNDS = Integer.getInteger("collect.crash.rounds", 3);
    private static final long SEED = Long.getLong("collect.crash.seed", 20_261_121);

    /** Each check reads all there is; a new home now and then keeps the long form's rounds alike. */
    private static final int ROUNDS_OF_A_HOME = 25;

    @TempDir
    Path folder;

    private final Random random = new Random(SEED);
    private final Set<String> acknowledged = new TreeSet<>();

    @Test
    void whatWasAcknowledgedIsInTheLakeOnce() throws Exception {
        int all = 0;
        for (int first = 1; first <= ROUNDS; first += ROUNDS_OF_A_HOME) {
            acknowledged.clear();
            crashAgainAndAgain(first, Math.min(first + ROUNDS_OF_A_HOME - 1, ROUNDS));
            all += acknowledged.size();
        }
        assertThat(all).isPositive();
    }

    private void crashAgainAndAgain(int first, int last) throws Exception {
        Path home = Files.createDirectories(folder.resolve("home-" + first));
        for (int round = first; round <= last; round++) {
            acknowledged.addAll(runUntilKilled(home, round));
            String story = "seed %d, round %d, %d batches".formatted(SEED, round, acknowledged.size());
            try (LiveBrand brand = new LiveBrand(home)) {
                // Every third time it is left to the next process to find what this one left.
                if (round % 3 != 0 || round == last) {
                    check(brand, story);
                }
            }
            System.out.println(story);
        }
    }

    private void check(LiveBrand brand, String story) {
        while (brand.committer.commit().tookSomething()) {}
        List<String> ids = brand.touchIds();
        Set<String> lake = new HashSet<>(ids);
        assertThat(ids).as(story).hasSameSizeAs(lake);
        Set<String> batches = new HashSet<>();
        lake.forEach(id -> batches.add(id.substring(0, id.indexOf('.'))));
        assertThat(batches).as(story).containsAll(acknowledged);

        Set<String> whole = new HashSet<>();
        List<String> bad = new ArrayList<>();
        for (String batch : batches) {
            for (String event : CollectLoop.events(batch)) {
                whole.add(event + "/1");
                whole.add(event + "/2");
            }
            if (CollectLoop.isBad(batch)) {
                bad.add(batch);
            }
        }
        assertThat(lake).as(story).isEqualTo(whole);
        assertThat(brand.quarantine.rows(Quarantine.LIVE))
                .as(story)
                .extracting(BadRow::raw)
                .containsExactlyInAnyOrderElementsOf(bad);
        assertThat(brand.journal.status().lagEvents()).as(story).isZero();
    }

    /** Lets the loop run and kills it, now and then before it acknowledged anything; returns what it told. */
    private List<String> runUntilKilled(Path home, int round) throws IOException, InterruptedException {
        Path told = folder.resolve("told-%d.txt".formatted(round));
        Path faults = folder.resolve("faults-%d.txt".formatted(round));
        Process loop = new ChildJvm(CollectLoop.class, home, round)
                .with("-Xmx512m")
                .start(it -> it.redirectOutput(told.toFile()).redirectError(faults.toFile()));
        try {
            boolean early = round > 1 && random.nextInt(5) == 0;
            while (!early && lines(told).isEmpty() && !loop.waitFor(5, TimeUnit.MILLISECONDS)) {}
            loop.waitFor(random.nextInt(early ? 2500 : 1500), TimeUnit.MILLISECONDS);
            assertThat(loop.isAlive())
                    .as("seed %d, round %d: %s", SEED, round, Files.readString(faults))
                    .isTrue();
        } finally {
            loop.destroyForcibly().waitFor();
        }
        return lines(told);
    }

    /** Lines that are known to be written to their end. */
    private static List<String> lines(Path file) throws IOException {
        String text = Files.readString(file);
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    }
}
