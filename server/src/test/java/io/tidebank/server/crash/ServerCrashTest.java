package io.tidebank.server.crash;

import io.tidebank.collect.feed.kafka.KafkaBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * SIGKILL at seeded instants of a server that takes, commits and refreshes, under load from Segment's SDK for Node and
 * from plain senders: what was acknowledged is in the lake, each event once, and nothing is there that nobody sent.
 * {@code -Dserver.crash.rounds=20} is the long form, {@code -Dserver.crash.seed} chooses other instants.
 */
class ServerCrashTest {

    private static final int ROUNDS = Integer.getInteger("server.crash.rounds", 3);
    private static final long SEED = Long.getLong("server.crash.seed", 20_261_122);
    private static final int LATEST_MILLIS = 4000;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String TOPIC = "demo";

    @TempDir
    Path folder;

    private final Random random = new Random(SEED);

    @Test
    void whatWasAcknowledgedIsInTheLakeOnce() throws Exception {
        KilledHome home = KilledHome.make(folder.resolve("home"), "collection: 1\n");
        try (Victim server =
                        new Victim(ServerProcess.class, folder, home.folder().toString());
                Senders senders = new Senders(server.url(), List.of(server.url()), home.writeKey())) {
            killInTurns(List.of(server), home, senders);
        }
    }

    /** The server alone, the collector alone, both at once; the other one works on. */
    @Test
    void soItIsOverKafkaWhereServerAndCollectorAreKilled() throws Exception {
        try (KafkaBroker broker = new KafkaBroker(folder.resolve("broker"))) {
            broker.topic(TOPIC, 3);
            broker.topic(TOPIC + ".sources", 1);
            KilledHome home = KilledHome.make(folder.resolve("home"), """
                    collection: 1
                    journal: {kafka: {bootstrap: "%s", topic: %s, collectors: true}}
                    """.formatted(broker.bootstrap(), TOPIC));
            try (Victim server = new Victim(
                            ServerProcess.class, folder, home.folder().toString());
                    Victim collector = new Victim(CollectorProcess.class, folder, broker.bootstrap(), TOPIC);
                    Senders senders =
                            new Senders(collector.url(), List.of(server.url(), collector.url()), home.writeKey())) {
                killInTurns(List.of(server, collector), home, senders);
            }
        }
    }

    /** @param victims the one whose home it is first */
    private void killInTurns(List<Victim> victims, KilledHome home, Senders senders) throws Exception {
        for (int round = 1; round <= ROUNDS; round++) {
            String story = "seed %d, round %d".formatted(SEED, round);
            runUntilKilled(victims, round, senders, story);
            if (!victims.getFirst().isRunning()) {
                home.check(senders, story);
            }
        }
        for (Victim victim : victims) {
            victim.start();
        }
        // The SDK has kept what it could not send.
        senders.endSdk();
        for (Victim victim : victims) {
            victim.kill();
        }
        home.check(senders, "seed %d, at the end".formatted(SEED));
        senders.assertBusy(ROUNDS);
    }

    private void runUntilKilled(List<Victim> victims, int round, Senders senders, String story) throws Exception {
        // Now and then before anything was taken.
        boolean early = round > 1 && random.nextInt(5) == 0;
        Map<Victim, Long> before = new HashMap<>();
        for (Victim victim : victims) {
            before.put(victim, senders.taken(victim.url()));
            victim.start();
        }
        if (!early) {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> victims.stream()
                            .allMatch(victim -> senders.taken(victim.url()) > before.getOrDefault(victim, 0L)));
        }
        victims.getFirst().lives(random.nextInt(LATEST_MILLIS), story);
        for (Victim victim : victims) {
            victim.lives(0, story);
        }
        for (Victim victim : chosen(victims, round)) {
            victim.kill();
        }
    }

    /** Each choice of at least one of them in its turn. */
    private static List<Victim> chosen(List<Victim> victims, int round) {
        int choice = 1 + (round - 1) % ((1 << victims.size()) - 1);
        return IntStream.range(0, victims.size())
                .filter(i -> (choice >> i & 1) == 1)
                .mapToObj(victims::get)
                .toList();
    }
}
